using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>An office with two gateways: the carrier with lines 1 to 3 in the default trunk group, which overflows to that of the backup's lines 11 and 12; and a journal.</summary>
internal sealed class LineOffice
{
    public static readonly IPEndPoint BackupAddress = new(IPAddress.Parse("198.51.100.7"), 5060);

    public LineOffice(
        Func<Gateway, Gateway>? carrier = null, Func<Gateway, Gateway>? backup = null, Func<DirectoryData, DirectoryData>? directory = null, ulong seed = 1, NetworkManners? manners = null, SwitchOptions? options = null)
    {
        var gateways = ImmutableArray.Create(
            Change(Office.StandardDirectory.Gateways[0], carrier),
            Change(new Gateway { Name = "backup", Address = $"sip:{BackupAddress}", AcceptFrom = ["198.51.100.7"], Lines = [.. Office.Lines(11, 12)] }, backup));
        var data = Change(
            Office.StandardDirectory with
            {
                Gateways = gateways,
                TrunkGroups =
                [
                    new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = [.. Office.Lines(1, 3)], Overflow = new TrunkGroupNumber(2) },
                    new TrunkGroup { Number = new TrunkGroupNumber(2), Lines = [.. Office.Lines(11, 12)] },
                ],
            },
            directory);
        Office = new Office(seed, manners, data, (options ?? new SwitchOptions()) with { Journal = Journal });
        Backup = new Carrier(Office.Equip(BackupAddress), Office.ServerAddress);
    }

    public Office Office { get; }

    public Carrier Carrier => Office.Carrier;

    public Carrier Backup { get; }

    public Journal Journal { get; } = new();

    /// <summary>Lets a phone's call begin, and a second pass.</summary>
    public PhoneCall Call(SoftPhone phone, string number)
    {
        var call = phone.Call(number);
        Office.Run(1);
        return call;
    }

    /// <summary>Takes the carrier off the network; what is sent there is lost.</summary>
    public void Silence() => Office.Network.Passes = static (from, to, _) => !from.Equals(Office.CarrierAddress) && !to.Equals(Office.CarrierAddress);

    /// <summary>Puts it back.</summary>
    public void Restore() => Office.Network.Passes = static (_, _, _) => true;

    /// <summary>Ends all, and sees that nothing is left.</summary>
    public void AssertQuiet()
    {
        Restore();
        Office.Loop.Post(Office.Switch.Stop);
        Office.AssertQuiet();
    }

    private static T Change<T>(T value, Func<T, T>? change) => change is null ? value : change(value);
}

/// <summary>What the switch wrote down, in words.</summary>
internal sealed class Journal : ISwitchJournal
{
    public List<string> Words { get; } = [];

    public List<string> Phones { get; } = [];

    public List<string> Refusals { get; } = [];

    public void GatewayChanged(string gateway, bool isUp, string reason) => Words.Add($"{gateway} {(isUp ? "up" : "down")}: {reason}");

    public void GatewayForgotten(string gateway) => Words.Add($"{gateway} forgotten");

    public void LineFailed(string gateway, LineNumber line, string reason, bool isTriedElsewhere) => Words.Add($"{gateway} L{line}: {reason}{(isTriedElsewhere ? ", elsewhere" : "")}");

    public void PhoneRegistered(StationNumber station, IPEndPoint from) => Phones.Add($"{station} at {from}");

    public void PhoneGone(StationNumber station, IPEndPoint from, PhoneLoss why, bool isLast) => Phones.Add($"{station} not at {from}: {why}{(isLast ? ", the last" : "")}");

    public void PhoneRefused(IPEndPoint from, StationNumber? station, PhoneRefusal why) => Phones.Add($"{from} is not {(station is { } known ? $"{known}" : "anybody")}: {why}");

    public void GuesserBlocked(IPAddress from) => Phones.Add($"{from} guesses");

    public void StrangerCalled(IPEndPoint from) => Phones.Add($"{from} is a stranger");

    public void GatewayFull(string gateway) => Refusals.Add($"{gateway} full");

    public void RouteMissing(string gateway, string dialled) => Refusals.Add($"{gateway} calls {dialled}: no route");

    public void TrunkGroupFull(TrunkGroupNumber group, bool isDown) => Refusals.Add($"group {group} {(isDown ? "down" : "full")}");

    public void MediaPortsExhausted() => Refusals.Add("no port");

    public void EmergencyDialled(string number, StationNumber? station, LineNumber line) => Words.Add($"{station} calls {number} on L{line}");

    public void EmergencyFailed(string number, StationNumber? station, bool isUnsent) => Words.Add($"{station} calls {number} {(isUnsent ? "on nothing" : "in vain")}");

    public void LineTakenForEmergency(LineNumber line, CallKey? call) => Words.Add($"L{line} taken from {(call is null ? "nobody" : "a call")}");
}
