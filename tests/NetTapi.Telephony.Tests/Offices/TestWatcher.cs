using System.Buffers;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;
using NetTapi.Telephony.Notices;
using NetTapi.Testing;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>A session as the domain sees it: hears notices as bytes, which are audited, and remembers them as text.</summary>
internal sealed class TestWatcher : IWatcher
{
    private readonly List<string> _heard = [];
    private int _told;

    public NoticeAuditor Auditor { get; } = new();

    public bool IsOpen { get; set; } = true;

    /// <summary>All that was heard.</summary>
    public IReadOnlyList<string> Heard => _heard;

    /// <summary>What was heard since the last time this was asked.</summary>
    public string[] News()
    {
        string[] news = [.. _heard.Skip(_told)];
        _told = _heard.Count;
        return news;
    }

    public void Hear(Notice notice)
    {
        var message = MessageOf(notice);
        var bytes = new ArrayBufferWriter<byte>();
        MessageWriter.Write(bytes, message, WireEncoding.Utf8);
        Auditor.Feed(bytes.WrittenSpan);
        _heard.Add(message.ToString());
    }

    private static ServerMessage MessageOf(Notice notice) => notice switch
    {
        IncomingCallNotice call => new IncomingCall(call.User.Value, call.Slot.Value, call.CallerName, call.CallerNumber, call.Serial.Value),
        OutgoingCallNotice call => new OutgoingCall(call.User.Value, call.Slot.Value, call.CalledNumber, call.Serial.Value),
        _ => new CallEnded(notice.User.Value, notice.Slot.Value, notice.Serial.Value),
    };
}
