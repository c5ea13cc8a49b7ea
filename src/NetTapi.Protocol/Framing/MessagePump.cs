using System.Buffers;
using System.IO.Pipelines;

namespace NetTapi.Protocol.Framing;

/// <summary>The one loop that reads messages off a pipe, for servers and clients alike.</summary>
public static class MessagePump
{
    /// <summary>Reads until the stream ends, the receiver wants no more, or a fault.</summary>
    /// <param name="input">The pipe; it is not completed here.</param>
    /// <param name="limits">The limits of a message.</param>
    /// <param name="receiver">Takes messages and the fault, if any.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static async Task RunAsync(PipeReader input, ProtocolLimits limits, IMessageReceiver receiver, CancellationToken cancellation)
    {
        var wanted = true;
        while (wanted)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            var rest = read.Buffer;
            var result = FrameResult.Message;
            try
            {
                if (read.IsCanceled) return;
                while (wanted && (result = MessageFramer.Read(ref rest, limits, out var message)) == FrameResult.Message)
                {
                    wanted = await HandOverAsync(message, receiver).ConfigureAwait(false);
                }

                if (!wanted) return;
                if (result == FrameResult.TooLong)
                {
                    await receiver.OnFaultAsync(ProtocolFault.MessageTooLong).ConfigureAwait(false);
                    return;
                }

                if (read.IsCompleted)
                {
                    if (!rest.IsEmpty) await receiver.OnFaultAsync(ProtocolFault.Truncated).ConfigureAwait(false);
                    return;
                }
            }
            finally
            {
                // Where no whole message is left, only more bytes can bring one; else the next reader finds it at once.
                input.AdvanceTo(rest.Start, result == FrameResult.Incomplete ? read.Buffer.End : rest.Start);
            }
        }
    }

    private static ValueTask<bool> HandOverAsync(ReadOnlySequence<byte> message, IMessageReceiver receiver)
    {
        if (message.IsSingleSegment) return receiver.OnMessageAsync(message.FirstSpan);
        var length = (int)message.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            message.CopyTo(rented);
            return receiver.OnMessageAsync(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
