namespace NetTapi.Server.Sessions.Outbound;

/// <summary>How a send went, as far as is known when the call returns.</summary>
internal enum SendStatus
{
    /// <summary>All bytes are with the transport.</summary>
    Sent,

    /// <summary>The transport takes no more for now; the completion comes later.</summary>
    Pending,

    /// <summary>The connection is gone.</summary>
    Failed,
}

/// <summary>The way to one peer. One send at a time; never blocks.</summary>
internal interface ISender : IDisposable
{
    /// <summary>What is called when a pending send ends: with true if all its bytes are with the transport. On any thread.</summary>
    Action<bool>? Completed { get; set; }

    /// <summary>Begins to send. The bytes must stay as they are until the send has ended.</summary>
    SendStatus Send(ReadOnlyMemory<byte> bytes);
}
