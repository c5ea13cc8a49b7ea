namespace NetTapi.Telephony.Directory;

/// <summary>A conference room: who dials its number is mixed with everyone in it.</summary>
/// <param name="Number">The extension by which it is dialled; what targets call it by.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Pin">The digits asked for at the door; null: none.</param>
public sealed record ConferenceRoom(string Number, string Name, string? Pin = null);
