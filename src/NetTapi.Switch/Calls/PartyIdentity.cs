using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>How a party is shown to whom it is connected with.</summary>
/// <param name="Name">Its name; null for none.</param>
/// <param name="User">Its number or extension; null: withheld.</param>
internal sealed record PartyIdentity(string? Name, string? User)
{
    /// <summary>An outside caller, as far as he is known.</summary>
    public static PartyIdentity Of(CallerId caller) => new(caller.Name.Length > 0 ? caller.Name : null, caller.Number.Length > 0 ? caller.Number : null);

    /// <summary>A station: the user whose it is, else its number.</summary>
    public static PartyIdentity Of(DirectoryIndex directory, StationEndpoint station) => directory.OwnerOf(station.Station) is { } user
        ? new(user.FullName, user.Uid.Value)
        : new(null, station.Station.ToString());

    /// <summary>Who is reached by a number outside.</summary>
    public static PartyIdentity Outside(string number) => new(null, number);
}
