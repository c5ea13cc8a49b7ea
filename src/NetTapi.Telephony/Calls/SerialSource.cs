using NetTapi.Loop;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Calls;

/// <summary>Gives out serials from blocks that are on disk before they are used (N8), and fetches the next block before the present one runs out.</summary>
internal sealed class SerialSource(IControlLoop loop, ICallStore store, int blockSize)
{
    private readonly Queue<SerialBlock> _blocks = new();
    private Action? _ready;
    private bool _fetching;
    private int _used;

    /// <summary>Fetches the first block.</summary>
    public void Start(Action ready)
    {
        _ready = ready;
        Fetch();
    }

    /// <summary>The next serial; null where the disk has refused for so long that none is left.</summary>
    public Serial? TryTake()
    {
        if (!_blocks.TryPeek(out var block))
        {
            Fetch();
            return null;
        }

        var serial = new Serial(block.First + _used++);
        if (_used == block.Count)
        {
            _blocks.Dequeue();
            _used = 0;
        }

        if (_blocks.Count <= 1 && _used >= block.Count / 2) Fetch();
        return serial;
    }

    private void Fetch()
    {
        if (_fetching || _blocks.Count > 1) return;
        _fetching = true;
        store.ReserveSerials(blockSize, block => loop.Post(OnReserved, block));
    }

    private void OnReserved(SerialBlock block)
    {
        _fetching = false;
        _blocks.Enqueue(block);
        var ready = _ready;
        _ready = null;
        ready?.Invoke();
    }
}
