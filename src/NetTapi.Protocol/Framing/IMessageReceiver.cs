namespace NetTapi.Protocol.Framing;

/// <summary>Takes the messages of one stream, one at a time.</summary>
public interface IMessageReceiver
{
    /// <summary>A message arrived. The next one is not looked at before the returned task has completed.</summary>
    /// <param name="message">From its type byte up to, and without, the terminator. Valid until the method returns its task; what is needed longer is copied.</param>
    /// <returns>Whether to read on.</returns>
    ValueTask<bool> OnMessageAsync(ReadOnlySpan<byte> message);

    /// <summary>What arrived is no message, and nothing after it can be read: too long, or cut short by the end of the stream.</summary>
    ValueTask OnFaultAsync(ProtocolFault fault);
}
