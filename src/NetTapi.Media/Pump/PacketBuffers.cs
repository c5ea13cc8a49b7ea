namespace NetTapi.Media;

/// <summary>
/// Blocks for packets, cut from pinned slabs: the collector never moves them and the socket never pins them. Each has room in front and behind, so that a
/// transform such as SRTP can work in place. Given back blocks are used again; slabs are kept, as the busiest hour needed them.
/// </summary>
internal sealed class PacketBuffers
{
    public const int BlockLength = 2048;
    public const int Headroom = 32;
    public const int Tailroom = 64;
    private const int BlocksPerSlab = 64;

    private readonly Lock _gate = new();
    private readonly Stack<Memory<byte>> _free = new();

    /// <summary>Takes a block, without its head- and tailroom.</summary>
    public Memory<byte> Rent()
    {
        lock (_gate)
        {
            if (_free.Count == 0) AddSlab();
            return _free.Pop();
        }
    }

    /// <summary>Gives a block back. Nobody may use it any more.</summary>
    public void Return(Memory<byte> block)
    {
        lock (_gate) _free.Push(block);
    }

    private void AddSlab()
    {
        var slab = GC.AllocateUninitializedArray<byte>(BlocksPerSlab * BlockLength, pinned: true);
        for (var i = 0; i < BlocksPerSlab; i++) _free.Push(slab.AsMemory((i * BlockLength) + Headroom, BlockLength - Headroom - Tailroom));
    }
}
