using System.Buffers;
using NetTapi.Protocol;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;

namespace NetTapi.Testing;

/// <summary>
/// Reads the bytes one session received and knows what may not be in them (N4–N13, and Q2's "nothing comes between"): put it on every session of a test. It asks nothing of the server but its bytes,
/// so that it can audit any server.
/// </summary>
public sealed class NoticeAuditor
{
    private readonly Dictionary<int, AuditedCall> _calls = [];
    private readonly Dictionary<int, AuditedCall> _latestInSlot = [];
    private readonly List<string> _violations = [];
    private byte[] _rest = [];
    private int? _telling;

    /// <summary>Start notices seen.</summary>
    public int Starts { get; private set; }

    /// <summary>End notices seen.</summary>
    public int Ends { get; private set; }

    /// <summary>The calls whose end was seen, as uid and serial; once for each time the user left.</summary>
    public List<(string Uid, int Serial)> Ended { get; } = [];

    /// <summary>What was wrong so far.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Takes the next bytes, cut anywhere.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        _rest = [.. _rest, .. bytes];
        var buffer = new ReadOnlySequence<byte>(_rest);
        while (MessageFramer.Read(ref buffer, ProtocolLimits.Default, out var message) == FrameResult.Message) Take(message.ToArray());
        _rest = buffer.ToArray();
    }

    /// <summary>Says that nothing more will come, and every call is over. For a session that was cut off, look at <see cref="Violations"/> alone.</summary>
    /// <returns>All that was wrong.</returns>
    public IReadOnlyList<string> Complete()
    {
        Require(_rest.Length == 0, $"W1: {_rest.Length} bytes at the end are no whole message");
        Require(_telling is null, $"Q2: the information about call {_telling} has no end");
        foreach (var call in _calls.Values)
        {
            foreach (var uid in call.Open) _violations.Add($"N6: the start of call {call.Serial} to {uid} has no end");
        }

        return _violations;
    }

    private void Take(byte[] message)
    {
        var parsed = ServerMessageParser.Parse(message, WireEncoding.Utf8, ProtocolLimits.Default, out var fault);
        CheckCallInfo(parsed);
        switch (parsed)
        {
            case null:
                _violations.Add($"W1: not a message of the protocol ({fault}): {WireEncoding.Latin1.Decode(message)}");
                break;
            case IncomingCall call:
                Start(call.Uid, call.Slot, call.Serial, $"incoming from {call.CallerName} {call.CallerNumber}");
                break;
            case OutgoingCall call:
                Start(call.Uid, call.Slot, call.Serial, $"outgoing to {call.CalledNumber}");
                break;
            case CallEnded call:
                End(call.Uid, call.Slot, call.Serial);
                break;
        }
    }

    private void CheckCallInfo(ServerMessage? message)
    {
        int? about = message switch
        {
            CallInfoParty party => party.Serial,
            CallInfoRecording recording => recording.Serial,
            CallInfoEnd end => end.Serial,
            _ => null,
        };
        Require(about == _telling, $"Q2: {message} stands in the information about call {_telling}, or outside of any");
        if (message is CallInfoSummary summary) _telling = summary.Serial;
        else if (message is CallInfoEnd) _telling = null;
    }

    private void Start(string uid, int slot, int serial, string text)
    {
        Starts++;
        Require(slot >= 1, $"N7: slot {slot}");
        Require(serial >= 1, $"N8: serial {serial}");
        if (!_calls.TryGetValue(serial, out var call)) _calls.Add(serial, call = new AuditedCall(serial, slot, text));
        Require(call.Slot == slot, $"N7: call {serial} is in slot {slot} and was in {call.Slot}");
        // Not only may nobody be in the slot's other call: a call that goes on, now that someone comes to it, went on all the time since its first start.
        var latest = _latestInSlot.GetValueOrDefault(slot, call);
        Require(latest == call || !latest.IsOpen, $"N7: slot {slot} is taken by call {latest.Serial} when call {serial} begins in it");
        Require(latest == call || call.IsNew, $"N7: call {serial} goes on, and its slot {slot} was given to call {latest.Serial}");
        _latestInSlot[slot] = call;
        Require(call.Text == text, $"N8, N11: call {serial} was {call.Text} and is now {text}");
        Require(call.Begin(uid), $"N10: call {serial} begins for {uid} a second time");
    }

    private void End(string uid, int slot, int serial)
    {
        Ends++;
        Ended.Add((uid, serial));
        if (!_calls.TryGetValue(serial, out var call) || !call.End(uid))
        {
            _violations.Add($"N6: call {serial} ends for {uid}, for whom it did not begin");
            return;
        }

        Require(call.Slot == slot, $"N7: call {serial} ends in slot {slot} and began in {call.Slot}");
    }

    private void Require(bool holds, string violation)
    {
        if (!holds) _violations.Add(violation);
    }

    /// <summary>A call as one session saw it.</summary>
    private sealed class AuditedCall(int serial, int slot, string text)
    {
        private readonly HashSet<string> _open = [];

        public int Serial { get; } = serial;

        public int Slot { get; } = slot;

        public string Text { get; } = text;

        /// <summary>Whether nobody was seen in it yet.</summary>
        public bool IsNew { get; private set; } = true;

        /// <summary>Whether a watched user is in it.</summary>
        public bool IsOpen => _open.Count > 0;

        public IReadOnlySet<string> Open => _open;

        public bool Begin(string uid)
        {
            IsNew = false;
            return _open.Add(uid);
        }

        public bool End(string uid) => _open.Remove(uid);
    }
}
