namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>The files baresip reads at its start.</summary>
internal static class BaresipSettings
{
    /// <summary>Even: it takes them in pairs, at random.</summary>
    private const int MediaPorts = 24;

    public static async Task WriteAsync(
        string home, string user, string password, int server, int tone, int control, string codecs, CancellationToken cancellation)
    {
        var sip = FreePorts.Next();
        var media = FreePorts.Next(MediaPorts);
        var microphone = Path.Combine(home, "microphone.wav");
        await File.WriteAllBytesAsync(microphone, ToneFile.Make(tone), cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(home, "config"),
            $"""
            net_interface		127.0.0.1
            sip_listen		127.0.0.1:{sip}
            call_local_timeout	120
            call_max_calls		4
            audio_player		alsa,null
            audio_source		aufile,{microphone}
            audio_alert		alsa,null
            audio_level		no
            ausrc_srate		8000
            auplay_srate		8000
            ausrc_channels		1
            auplay_channels		1
            snd_path		{home}
            rtp_ports		{media}-{media + MediaPorts - 1}
            module_path		/usr/lib/baresip/modules
            module			g711.so
            module			g722.so
            module			aufile.so
            module			alsa.so
            module			sndfile.so
            module_tmp		account.so
            module_app		menu.so
            module_app		ctrl_tcp.so
            ctrl_tcp_listen		127.0.0.1:{control}

            """,
            cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(home, "accounts"),
            $"<sip:{user}@127.0.0.1:{server}>;auth_user={user};auth_pass={password};regint=60;answermode=manual;audio_codecs={codecs}\n",
            cancellation);
        await File.WriteAllTextAsync(Path.Combine(home, "contacts"), "", cancellation);
    }
}
