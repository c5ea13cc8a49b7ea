using System.Buffers;

namespace NetTapi.Server.Sessions;

/// <summary>A buffer of the current thread to write messages into before they are copied to where they stay.</summary>
internal static class Scratch
{
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_writer;

    /// <summary>The thread's buffer, empty. To be used up before anything else on this thread can ask for it.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        if (t_writer is null || t_writer.Capacity > KeptBytes) t_writer = new ArrayBufferWriter<byte>(1024);
        t_writer.ResetWrittenCount();
        return t_writer;
    }
}
