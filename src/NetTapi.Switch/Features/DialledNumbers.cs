using NetTapi.Switch.Calls;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Parking;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Features;

/// <summary>
/// What a phone dials, as a call or as the target of a transfer: an extension, a feature code, or an access code and an outside number. An extension comes first, so that one may begin with 8 or 9.
/// </summary>
internal sealed class DialledNumbers(SwitchParts parts, Router router, OutsideLegs outside, ParkingLot parking, StatusCodes statuses)
{
    private DirectoryIndex Directory => parts.Directory.Current;

    private FeatureCodes Codes => Directory.Data.FeatureCodes;

    /// <summary>Why a number can't be dialled at all, so that no call is born for it; null where it can.</summary>
    public Refusal? Check(string dialled)
    {
        if (Directory.IsEmergency(dialled) || Directory.Extension(dialled) is not null || FeatureOf(dialled) is not null) return null;
        return outside.CanDial(dialled) ? null : Refusal.NoSuchNumber;
    }

    /// <summary>Sends a call that waits to what was dialled.</summary>
    public void Send(Call call, string dialled, Journey journey)
    {
        if (Directory.IsEmergency(dialled)) outside.Send(call, dialled, journey);
        else if (Directory.Extension(dialled) is ParkExtension park) parking.Retrieve(call, park.Place);
        else if (Directory.Extension(dialled) is { } extension) router.Send(call, extension, journey);
        else if (FeatureOf(dialled) is { } feature) feature(call, journey);
        else outside.Send(call, dialled, journey);
    }

    private Action<Call, Journey>? FeatureOf(string dialled)
    {
        if (Argument(dialled, Codes.Park) is { } place) return (call, journey) => parking.ParkHeld(call, place, journey);
        if (Argument(dialled, Codes.Retrieve) is { Length: > 0 } taken) return (call, _) => parking.Retrieve(call, ParkingLot.PlaceOf(taken));
        if (Argument(dialled, Codes.Status) is { Length: > 0 } status) return (call, journey) => statuses.Choose(call, status, journey);
        return null;
    }

    private static string? Argument(string dialled, string code) =>
        code.Length > 0 && dialled.StartsWith(code, StringComparison.Ordinal) && dialled.AsSpan(code.Length).IndexOfAnyExceptInRange('0', '9') < 0 ? dialled[code.Length..] : null;
}
