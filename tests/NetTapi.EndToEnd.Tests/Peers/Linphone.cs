using System.Globalization;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>
/// linphone's console phone (linphonec): registers, does what is typed, and says what happens to each of its calls in lines of its output.
/// A WAV file is its microphone. It transfers with Replaces, which baresip can't.
/// </summary>
internal sealed class Linphone : IAsyncDisposable
{
    private readonly Peer _process;

    private Linphone(Peer process) => _process = process;

    /// <summary>What it printed, for a failing test.</summary>
    public string Output => _process.Output;

    /// <summary>Starts a phone and waits until it has registered.</summary>
    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="user">SIP user name.</param>
    /// <param name="password">SIP password.</param>
    /// <param name="server">The server's SIP port on loopback.</param>
    /// <param name="tone">Frequency it plays into calls, in hertz.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Linphone> RegisterAsync(
        TestFolder folder, string user, string password, int server, int tone, CancellationToken cancellation)
    {
        var home = Directory.CreateDirectory(folder[$"linphone-{user}"]).FullName;
        var microphone = Path.Combine(home, "microphone.wav");
        await File.WriteAllBytesAsync(microphone, ToneFile.Make(tone), cancellation);
        var settings = LinphoneSettings.Write(home, user, password, server);
        // Registration is told in its log only; its lines are to come one by one, though a pipe takes them.
        var phone = new Linphone(new Peer("env", [$"HOME={home}", "stdbuf", "-oL", "linphonec", "-c", settings, "-d", "6"], home));
        await phone._process.PrintsAsync("[LinphoneRegistrationProgress] to [LinphoneRegistrationOk]", cancellation);
        await phone._process.TypeAsync("soundcard use files");
        await phone._process.TypeAsync($"play {microphone}");
        return phone;
    }

    /// <summary>Calls a number.</summary>
    /// <returns>The call's id.</returns>
    public async Task<int> DialAsync(string number, CancellationToken cancellation)
    {
        await _process.TypeAsync($"call {number}");
        return IdIn(await _process.PrintsAsync("Establishing call id to", cancellation));
    }

    /// <summary>Waits for a call that comes in.</summary>
    /// <returns>The call's id.</returns>
    public async Task<int> RingsAsync(CancellationToken cancellation) =>
        IdIn(await _process.PrintsAsync("Receiving new incoming call from", cancellation));

    /// <summary>Takes a call that comes in.</summary>
    public Task AnswerAsync(int call) => _process.TypeAsync($"answer {call}");

    /// <summary>Waits until a call has sound both ways: it was answered, or resumed.</summary>
    public Task TalksAsync(int call, CancellationToken cancellation) => _process.PrintsAsync($"for call {call} (audio)", cancellation);

    /// <summary>Puts a call on hold, and waits until it is.</summary>
    public async Task HoldAsync(int call, CancellationToken cancellation)
    {
        await _process.TypeAsync($"pause {call}");
        await _process.PrintsAsync(line => Tells(line, call) && line.EndsWith("is now paused.", StringComparison.Ordinal), $"call {call} is now paused", cancellation);
    }

    /// <summary>Takes a call back from hold, and waits until it is.</summary>
    public async Task ResumeAsync(int call, CancellationToken cancellation)
    {
        await _process.TypeAsync($"resume {call}");
        await TalksAsync(call, cancellation);
    }

    /// <summary>Sends the other side of a call to an address (REFER).</summary>
    public Task TransferAsync(int call, string address) => _process.TypeAsync($"transfer {call} {address}");

    /// <summary>Sends the other side of a call to that of another (REFER with Replaces).</summary>
    public Task TransferAsync(int call, int other) => _process.TypeAsync($"transfer {call} --to-call {other}");

    /// <summary>Presses a key in the current call.</summary>
    public Task PressAsync(char key) => _process.TypeAsync($"{key}");

    /// <summary>Writes what it hears from now on to a file, whole once it has stopped.</summary>
    public Task RecordAsync(string file) => _process.TypeAsync($"record {file}");

    /// <summary>Hangs up a call.</summary>
    public Task HangUpAsync(int call) => _process.TypeAsync($"terminate {call}");

    /// <summary>Waits until a call is over.</summary>
    public Task EndsAsync(int call, CancellationToken cancellation) => _process.PrintsAsync(
        line => Tells(line, call) && line.Contains(" ended (", StringComparison.Ordinal), $"call {call} ended", cancellation);

    /// <summary>Ends the program in order, so that its files are whole.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _process.TypeAsync("quit");
        await _process.ExitAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static bool Tells(string line, int call) => line.Contains($"Call {call} with ", StringComparison.Ordinal);

    private static int IdIn(string line) => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
}
