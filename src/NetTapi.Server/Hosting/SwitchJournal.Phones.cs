using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using NetTapi.Server.Logging;
using NetTapi.Switch;
using NetTapi.Telephony;

namespace NetTapi.Server.Hosting;

/// <summary>Phones that come and go, and strangers. What strangers can cause is written so often and not oftener, and nothing of what they sent but their address.</summary>
internal sealed partial class SwitchJournal
{
    private readonly ConcurrentDictionary<StationNumber, int> _phones = new();
    private readonly LineLimits _limits;
    private readonly Counter<long> _phonesRefused;
    private readonly Counter<long> _strangers;

    /// <inheritdoc />
    public void PhoneRegistered(StationNumber station, IPEndPoint from)
    {
        _phones.AddOrUpdate(station, 1, static (_, count) => count + 1);
        from = Plain(from);
        WritePhoneRegistered(station, from);
    }

    /// <inheritdoc />
    public void PhoneGone(StationNumber station, IPEndPoint from, PhoneLoss why, bool isLast)
    {
        _phones.AddOrUpdate(station, 0, static (_, count) => count - 1);
        var reason = why == PhoneLoss.NotRenewed ? "it did not register again in time" : "its connection broke";
        from = Plain(from);
        if (why == PhoneLoss.SignedOff) WritePhoneSignedOff(station, from);
        else if (isLast) WritePhoneLost(station, from, reason);
        else WriteOnePhoneLost(station, from, reason);
    }

    /// <inheritdoc />
    public void PhoneRefused(IPEndPoint from, StationNumber? station, PhoneRefusal why)
    {
        var (tag, reason) = why switch
        {
            _ when station is null => ("unknown", "no station has the SIP user it names"),
            PhoneRefusal.OtherRealm => ("realm", "its password is for another realm than Sip:Realm; it is asked again"),
            PhoneRefusal.OtherUser => ("user", "it wants to register as another SIP user than it logs in as"),
            _ => ("password", $"the password for station {station} is wrong"),
        };
        _phonesRefused.Add(1, new KeyValuePair<string, object?>("reason", tag));
        Write("phones refused", () => WritePhoneRefused(Plain(from), reason));
    }

    /// <inheritdoc />
    public void GuesserBlocked(IPAddress from) => Write("guessers", () => WriteGuesserBlocked(Plain(new IPEndPoint(from, 0)).Address));

    /// <inheritdoc />
    public void StrangerCalled(IPEndPoint from)
    {
        _strangers.Add(1);
        Write("strangers", () => WriteStranger(Plain(from)));
    }

    private static IPEndPoint Plain(IPEndPoint address) => address.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(address.Address.MapToIPv4(), address.Port) : address;

    private void Write(string kind, Action write)
    {
        if (!_limits.TryTake(kind, out var omitted)) return;
        if (omitted > 0) WriteOmitted(omitted, kind);
        write();
    }

    private IEnumerable<Measurement<int>> PhoneFigures() => _directory.Current.Data.Stations.Select(
        station => new Measurement<int>(_phones.GetValueOrDefault(station.Number), new KeyValuePair<string, object?>("station", station.Number)));

    [LoggerMessage(1211, LogLevel.Information, "Station {Station} has a phone at {From}.")]
    private partial void WritePhoneRegistered(StationNumber station, IPEndPoint from);

    [LoggerMessage(1212, LogLevel.Information, "The phone of station {Station} at {From} signed off.")]
    private partial void WritePhoneSignedOff(StationNumber station, IPEndPoint from);

    [LoggerMessage(1213, LogLevel.Warning, "The phone of station {Station} at {From} is gone: {Reason}. The station has no other.")]
    private partial void WritePhoneLost(StationNumber station, IPEndPoint from, string reason);

    [LoggerMessage(1217, LogLevel.Information, "A phone of station {Station} at {From} is gone: {Reason}. The station has another.")]
    private partial void WriteOnePhoneLost(StationNumber station, IPEndPoint from, string reason);

    [LoggerMessage(1214, LogLevel.Warning, "A phone at {From} was refused: {Reason}.")]
    private partial void WritePhoneRefused(IPEndPoint from, string reason);

    [LoggerMessage(1215, LogLevel.Warning, "Phones at {From} are refused for a minute: too many wrong passwords came from there.")]
    private partial void WriteGuesserBlocked(IPAddress from);

    [LoggerMessage(1216, LogLevel.Warning, "A call from {From} was not taken: that is neither in a gateway's AcceptFrom nor a registered phone. It was asked for a phone's password.")]
    private partial void WriteStranger(IPEndPoint from);

    [LoggerMessage(1299, LogLevel.Warning, "{Count} more lines of this kind ({Kind}) were not written.")]
    private partial void WriteOmitted(long count, string kind);
}
