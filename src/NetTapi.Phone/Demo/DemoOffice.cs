using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;

namespace NetTapi.Phone;

/// <summary>The demonstration's people: phones that register with the server and an outside carrier, with calls between them every few seconds, over real SIP and RTP.</summary>
public sealed class DemoOffice : IAsyncDisposable
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly PhoneRoom _room;
    private readonly IReadOnlyList<SoftPhone> _phones;
    private readonly Carrier _carrier;
    private readonly DemoPlay _play;
    private readonly TimeProvider _time;

    private DemoOffice(PhoneRoom room, IReadOnlyList<SoftPhone> phones, Carrier carrier, DemoPlay play, TimeProvider time)
    {
        _room = room;
        _phones = phones;
        _carrier = carrier;
        _play = play;
        _time = time;
    }

    /// <summary>Opens the phones, and waits until all are registered; the calls begin a pause later.</summary>
    /// <param name="sipServer">Where the server's SIP listens.</param>
    /// <param name="script">Who there is, and how often they call.</param>
    /// <param name="time">The clock.</param>
    /// <param name="entropy">Decides who calls whom.</param>
    /// <param name="report">Told in a line what happens, and what goes wrong. On the phones' loop.</param>
    /// <param name="cancellation">Ends the waiting, and closes what was opened.</param>
    public static async Task<DemoOffice> StartAsync(
        IPEndPoint sipServer,
        DemoScript script,
        TimeProvider time,
        Entropy entropy,
        Action<string> report,
        CancellationToken cancellation)
    {
        var room = new PhoneRoom(time, entropy, fault => report($"fault: {fault.Message}"));
        try
        {
            var phones = script.Phones.Select(phone => Open(room, sipServer, phone)).ToArray();
            var carrier = new Carrier(room.Equip(script.Carrier), sipServer);
            var play = new DemoPlay(room.Loop, script, phones, carrier, report);
            room.Loop.Post(play.Begin);
            foreach (var phone in phones) await phone.WaitForAsync(() => phone.IsRegistered, cancellation).ConfigureAwait(false);
            return new DemoOffice(room, phones, carrier, play, time);
        }
        catch
        {
            await room.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hangs up, takes the registrations back and closes the phones; waits two seconds at most for the server's answers.</summary>
    public async ValueTask DisposeAsync()
    {
        _room.Loop.Post(_play.End);
        using var farewell = new CancellationTokenSource(FarewellTime, _time);
        try
        {
            await _carrier.WaitForAsync(() => _carrier.Calls.Count == 0, farewell.Token).ConfigureAwait(false);
            foreach (var phone in _phones)
                await phone.WaitForAsync(() => phone is { Calls.Count: 0, RegistrationState: RegistrationState.Ended }, farewell.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server is gone already, or slow: nothing is left here that needs its answer.
        }

        await _room.DisposeAsync().ConfigureAwait(false);
    }

    private static SoftPhone Open(PhoneRoom room, IPEndPoint sipServer, DemoPhone phone) => new(
        room.Equip(new IPEndPoint(sipServer.Address, 0)),
        new SoftPhoneOptions(phone.User, sipServer)
        {
            DisplayName = phone.DisplayName,
            Credentials = new DigestCredentials(phone.User, phone.Password),
        });
}
