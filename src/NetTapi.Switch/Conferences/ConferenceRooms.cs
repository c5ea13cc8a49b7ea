using NetTapi.Switch.Calls;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Conferences;

/// <summary>The conference rooms: whoever dials one is mixed with all who are in it. The first hears music until another comes.</summary>
internal sealed class ConferenceRooms(SwitchParts parts)
{
    private readonly Dictionary<string, OpenRoom> _open = [];

    /// <summary>Rooms somebody is in.</summary>
    public int Count => _open.Count;

    /// <summary>Lets a party that waits into a room, once it has dialled the room's digits where it asks for any.</summary>
    public void Enter(Call call, ConferenceRoom room) => call.Answer(() =>
    {
        if (string.IsNullOrEmpty(room.Pin)) Admit(call, room);
        else call.Host = new RoomDoor(parts, call, room.Pin, () => Admit(call, room));
    });

    private void Admit(Call call, ConferenceRoom room)
    {
        if (_open.TryGetValue(room.Number, out var open))
        {
            open.Call.Absorb(call);
            return;
        }

        _open.Add(room.Number, open = new OpenRoom(call, () => _open.Remove(room.Number)));
        call.Host = open;
    }

    private sealed class OpenRoom(Call call, Action empty) : ICallHost
    {
        public Call Call => call;

        public LoneSound Sound => LoneSound.Music;

        public void OnJoined(Call joined, Leg leg)
        {
            // All are welcome, and the room stays open when all but one have gone.
        }

        public void OnGone(Call gone) => empty();
    }
}
