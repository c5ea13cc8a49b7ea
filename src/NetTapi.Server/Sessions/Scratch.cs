using System.Buffers;

namespace NetTapi.Server.Sessions;

/// <summary>A buffer of the current thread to write messages into before they are copied to where they stay.</summary>
internal static class Scratch
{
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _writer;

    /// <summary>The thread's buffer, empty. To be used up before anything else on this thread can ask for it.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        if (_writer is null || _writer.Capacity > KeptBytes) _writer = new ArrayBufferWriter<byte>(1024);
        _writer.ResetWrittenCount();
        return _writer;
    }
}
