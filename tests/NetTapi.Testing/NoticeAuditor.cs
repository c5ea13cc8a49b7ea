using System.Buffers;
using NetTapi.Protocol;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;

namespace NetTapi.Testing;

/// <summary>
/// Reads the bytes one session received and knows what may not be in them (N4–N13): put it on every session of a test. It asks nothing of the server but its bytes, so that it can audit any server.
/// </summary>
public sealed class NoticeAuditor
{
    private readonly Dictionary<(string Uid, int Serial), Watched> _watched = [];
    private readonly Dictionary<int, int> _slotOfSerial = [];
    private readonly Dictionary<int, HashSet<string>> _open = [];
    private readonly Dictionary<int, int> _serialOfSlot = [];
    private readonly List<string> _violations = [];
    private byte[] _rest = [];

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

    /// <summary>Says that nothing more will come, and every call is over.</summary>
    /// <returns>All that was wrong.</returns>
    public IReadOnlyList<string> Complete()
    {
        if (_rest.Length > 0) _violations.Add($"{_rest.Length} bytes at the end are no whole message");
        foreach (var ((uid, serial), watched) in _watched)
        {
            if (watched.IsOpen) _violations.Add($"N6: the start of call {serial} to {uid} has no end");
        }

        return _violations;
    }

    private void Take(byte[] message)
    {
        var parsed = ServerMessageParser.Parse(message, WireEncoding.Utf8, ProtocolLimits.Default, out var fault);
        switch (parsed)
        {
            case null:
                _violations.Add($"not a message of the protocol ({fault}): {WireEncoding.Latin1.Decode(message)}");
                break;
            case IncomingCall call:
                Start(call.Uid, call.Slot, call.Serial, $"I {call.CallerName} {call.CallerNumber}");
                break;
            case OutgoingCall call:
                Start(call.Uid, call.Slot, call.Serial, $"O {call.CalledNumber}");
                break;
            case CallEnded call:
                End(call.Uid, call.Slot, call.Serial);
                break;
        }
    }

    private void Start(string uid, int slot, int serial, string text)
    {
        Starts++;
        Require(slot >= 1, $"N7: slot {slot}");
        Require(serial >= 1, $"N8: serial {serial}");
        Require(!_slotOfSerial.TryGetValue(serial, out var known) || known == slot, $"N7: call {serial} is in slot {slot} and was in {known}");
        Require(!_serialOfSlot.TryGetValue(slot, out var other) || other == serial, $"N7: slot {slot} is taken by call {other} when call {serial} begins in it");
        _slotOfSerial[serial] = slot;
        _serialOfSlot[slot] = serial;
        if (!_open.TryGetValue(serial, out var users)) _open.Add(serial, users = []);
        if (!_watched.TryGetValue((uid, serial), out var watched)) _watched.Add((uid, serial), watched = new Watched(text));
        Require(!watched.IsOpen, $"N10: call {serial} begins for {uid} a second time");
        Require(watched.Text == text, $"N9: call {serial} was \"{watched.Text}\" for {uid} and is now \"{text}\"");
        watched.IsOpen = true;
        users.Add(uid);
    }

    private void End(string uid, int slot, int serial)
    {
        Ends++;
        Ended.Add((uid, serial));
        if (!_watched.TryGetValue((uid, serial), out var watched) || !watched.IsOpen)
        {
            _violations.Add($"N6: call {serial} ends for {uid}, for whom it did not begin");
            return;
        }

        Require(_slotOfSerial[serial] == slot, $"N7: call {serial} ends in slot {slot} and began in {_slotOfSerial[serial]}");
        watched.IsOpen = false;
        var users = _open[serial];
        users.Remove(uid);
        // As far as this session can see, the slot is free once nobody it watches is in the call.
        if (users.Count == 0) _serialOfSlot.Remove(slot);
    }

    private void Require(bool holds, string violation)
    {
        if (!holds) _violations.Add(violation);
    }

    private sealed class Watched(string text)
    {
        public string Text { get; } = text;

        public bool IsOpen { get; set; }
    }
}
