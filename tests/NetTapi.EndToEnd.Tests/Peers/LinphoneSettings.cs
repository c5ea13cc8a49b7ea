namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>The file linphone reads at its start.</summary>
internal static class LinphoneSettings
{
    /// <summary>Writes it.</summary>
    /// <param name="home">The phone's own folder.</param>
    /// <param name="user">SIP user name.</param>
    /// <param name="password">SIP password.</param>
    /// <param name="server">The server's SIP port on loopback.</param>
    /// <returns>The file.</returns>
    public static string Write(string home, string user, string password, int server)
    {
        // Where its database would be: it does not make the folder, and complains.
        Directory.CreateDirectory(Path.Combine(home, ".local/share/linphone"));
        var file = Path.Combine(home, "linphonerc");
        // Left to itself it waits for a network other than loopback.
        File.WriteAllText(
            file,
            $"""
            [sip]
            auto_net_state_mon=0
            register_only_when_network_is_up=0
            sip_port={FreePorts.Next()}
            sip_tcp_port=0
            sip_tls_port=0
            bind_address=127.0.0.1
            contact=sip:{user}@127.0.0.1
            default_proxy=0
            guess_hostname=0
            use_ipv6=0
            inc_timeout=60
            media_encryption=none
            [net]
            firewall_policy=none
            [rtp]
            audio_rtp_port={FreePorts.Next()}
            [proxy_0]
            reg_proxy=sip:127.0.0.1:{server}
            reg_identity=sip:{user}@127.0.0.1:{server}
            reg_expires=60
            reg_sendregister=1
            publish=0
            [auth_info_0]
            username={user}
            passwd={password}
            [audio_codec_0]
            mime=PCMU
            rate=8000
            channels=1
            enabled=1

            """);
        return file;
    }
}
