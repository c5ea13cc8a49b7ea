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
    /// <remarks>Of several who are sent to a locked door together nobody can dial.</remarks>
    public void Enter(Call call, ConferenceRoom room)
    {
        var isOpen = string.IsNullOrEmpty(room.Pin);
        if (!isOpen && call.Members.Count > 1)
        {
            call.Refuse(Refusal.NotAvailable);
            return;
        }

        call.Answer(() =>
        {
            if (isOpen) Admit(call, room);
            else call.Host = new RoomDoor(parts, call, room.Pin!, () => Admit(call, room));
        });
    }

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

        public bool IsRoom => true;

        public bool TakesAnyone => true;

        public void OnJoined(Call joined, Leg leg)
        {
            // All are welcome, and the room stays open when all but one have gone.
        }

        /// <summary>Whoever was called to the room does not come: that is nobody's end who is in it.</summary>
        public bool OnRefused(Call refused, Refusal refusal) => true;

        public void OnGone(Call gone) => empty();
    }
}
