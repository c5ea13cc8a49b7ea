using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>The numbered places where calls are parked; dialling a place retrieves the call in it.</summary>
/// <param name="Places">Their numbers, in the order they are filled.</param>
/// <param name="CallBack">After how long the parker is called back; null: as the switch does (<c>Switch:ParkCallBack</c>).</param>
public sealed record ParkPlaces(ImmutableArray<int> Places, TimeSpan? CallBack = null);
