using System.Text;
using NetTapi.Server.Sessions.Outbound;

namespace NetTapi.Server.Tests.Sessions.Outbound;

/// <summary>A transport that takes each send at once, or keeps it until the test lets it go.</summary>
internal sealed class ScriptedSender : ISender
{
    private ReadOnlyMemory<byte> _pending;

    public Action<bool>? Completed { get; set; }

    public bool Stalled { get; set; }

    public List<string> Sends { get; } = [];

    public bool IsPending { get; private set; }

    public SendStatus Send(ReadOnlyMemory<byte> bytes)
    {
        Assert.False(IsPending, "two writers at once");
        if (!Stalled)
        {
            Sends.Add(Encoding.ASCII.GetString(bytes.Span));
            return SendStatus.Sent;
        }
        _pending = bytes;
        IsPending = true;
        return SendStatus.Pending;
    }

    public void LetGo()
    {
        Stalled = false;
        IsPending = false;
        Sends.Add(Encoding.ASCII.GetString(_pending.Span));
        Completed!(true);
    }

    public void Break()
    {
        IsPending = false;
        Completed!(false);
    }

    public void Dispose()
    {
    }
}
