namespace NetTapi.Switch;

/// <summary>What goes on in the phone system: for health, and for tests that assert empty tables.</summary>
/// <param name="Calls">Calls.</param>
/// <param name="Legs">Parties' connections, those being cancelled included.</param>
/// <param name="LinesTaken">Outside lines in use.</param>
/// <param name="Dials">Click-to-dials whose phone is not answered yet.</param>
/// <param name="Parked">Calls in park places.</param>
/// <param name="Rooms">Conference rooms somebody is in.</param>
/// <param name="Recordings">Recordings being made or closed.</param>
/// <param name="GatewaysDown">Gateways that are known not to take calls.</param>
public readonly record struct SwitchFigures(int Calls, int Legs, int LinesTaken, int Dials, int Parked, int Rooms, int Recordings, int GatewaysDown);
