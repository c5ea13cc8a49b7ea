using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace NetTapi.Media;

/// <summary>epoll(7): tells which of many sockets have something to read, as long as they have (level-triggered). A closed socket leaves by itself.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class SocketPoller : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int Add = 1;
    private const int Interrupted = 4;
    private const uint Readable = 1;

    /// <summary>The most that one <see cref="Wait"/> tells of; the rest is told by the next.</summary>
    public const int MostEvents = 128;

    // struct epoll_event is packed on x86-64 alone: a mask of four bytes, then eight of our own.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventLength = DataOffset + sizeof(long);

    private readonly SafeFileHandle _epoll;
    private readonly byte[] _events = new byte[MostEvents * EventLength];

    /// <exception cref="IOException">The system has no more descriptors.</exception>
    public SocketPoller()
    {
        var descriptor = epoll_create1(CloseOnExec);
        if (descriptor < 0) throw Failure(Marshal.GetLastPInvokeError());
        _epoll = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Watches a descriptor, from any thread. The key is what <see cref="Wait"/> gives for it.</summary>
    /// <exception cref="IOException">The system watches no more.</exception>
    public void Watch(SafeHandle descriptor, long key)
    {
        Span<byte> wanted = stackalloc byte[EventLength];
        wanted.Clear();
        MemoryMarshal.Write(wanted, Readable);
        MemoryMarshal.Write(wanted[DataOffset..], key);
        if (epoll_ctl(_epoll, Add, descriptor, ref MemoryMarshal.GetReference(wanted)) < 0) throw Failure(Marshal.GetLastPInvokeError());
    }

    /// <summary>Waits until something can be read; one thread only.</summary>
    /// <param name="keys">Filled with the keys of what can be read.</param>
    /// <returns>How many there are; a call that is interrupted has none.</returns>
    public int Wait(Span<long> keys)
    {
        var ready = epoll_wait(_epoll, ref MemoryMarshal.GetArrayDataReference(_events), Math.Min(MostEvents, keys.Length), Timeout.Infinite);
        if (ready < 0 && Marshal.GetLastPInvokeError() is var error && error != Interrupted) throw Failure(error);
        for (var i = 0; i < ready; i++) keys[i] = MemoryMarshal.Read<long>(_events.AsSpan((i * EventLength) + DataOffset));
        return Math.Max(ready, 0);
    }

    /// <summary>Lets a time pass, to the fraction of a millisecond, in which more comes in; none where it is over.</summary>
    public static void Gather(TimeSpan time)
    {
        if (time > TimeSpan.Zero) _ = usleep((uint)time.TotalMicroseconds);
    }

    public void Dispose() => _epoll.Dispose();

    private static IOException Failure(int error) => new($"epoll: {Marshal.GetPInvokeErrorMessage(error)}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(SafeHandle epoll, int operation, SafeHandle descriptor, ref byte wanted);

    [LibraryImport("libc")]
    private static partial int usleep(uint microseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(SafeHandle epoll, ref byte events, int most, int milliseconds);
}
