using NetTapi.Switch.Calls;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Parking;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Features;

/// <summary>Takes calls where the dial plan says that a number leads which a phone dials, as a call or as the target of a transfer.</summary>
internal sealed class DialledNumbers(SwitchParts parts, Router router, OutsideLegs outside, ParkingLot parking, StatusCodes statuses)
{
    /// <summary>Where a number leads; null: nowhere, and no call is born for it.</summary>
    /// <param name="dialled">The number.</param>
    /// <param name="from">Who dials; null for a station of nobody.</param>
    public DialDestination? Find(string dialled, User? from) => DialPlan.Find(parts.Directory.Current, from, dialled);

    /// <summary>Sends a call that waits there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="journey">Who dialled.</param>
    public void Send(Call call, DialDestination destination, Journey journey)
    {
        switch (destination)
        {
            case ExtensionDestination { Extension: ParkExtension park }:
                parking.Retrieve(call, park.Place);
                break;
            case ExtensionDestination { Extension: var extension }:
                router.Send(call, extension, journey);
                break;
            case FeatureDestination { Feature: nameof(FeatureCodes.Park), Rest: var place }:
                parking.ParkHeld(call, place, journey);
                break;
            case FeatureDestination { Feature: nameof(FeatureCodes.Retrieve), Rest: var place }:
                parking.Retrieve(call, ParkingLot.PlaceOf(place));
                break;
            case FeatureDestination { Feature: nameof(FeatureCodes.Status), Rest: var place }:
                statuses.Choose(call, place, journey);
                break;
            case OutsideDestination number:
                outside.Send(call, new OutsideRequest(number.Group, number.Number), journey);
                break;
            default:
                call.Refuse(Refusal.NoSuchNumber);
                break;
        }
    }
}
