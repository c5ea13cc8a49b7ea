namespace NetTapi.Server.Sessions.Outbound;

/// <summary>
/// What one session is still to be sent: a pooled buffer under the session's lock, and one writer that swaps it for an empty one and sends all
/// that waits at once (N12). An idle session holds no buffer. Safe for use from several threads; nothing here blocks.
/// </summary>
/// <remarks>
/// There is no writer task: whoever finds bytes waiting and nobody sending becomes the writer, until nothing waits or the transport takes
/// no more; the transport's completion goes on from there. So a notice to a peer that reads costs no change of thread.
/// </remarks>
internal sealed class OutboundQueue : IThreadPoolWorkItem, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ISender _sender;
    private readonly OutboundBudget _budget;
    private readonly OutboundSettings _settings;
    private readonly Action<CutOff> _onCutOff;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PooledBytes _waiting;
    private PooledBytes _sending;
    private bool _writing;
    private bool _closed;
    private int _sends;
    private int _deadlineFor = -1;
    private ITimer? _deadline;

    public OutboundQueue(ISender sender, OutboundBudget budget, OutboundSettings settings, Action<CutOff> onCutOff)
    {
        _sender = sender;
        _budget = budget;
        _settings = settings;
        _onCutOff = onCutOff;
        _sender.Completed = OnSent;
    }

    /// <summary>Whether it takes more.</summary>
    public bool IsOpen => !Volatile.Read(ref _closed);

    /// <summary>Bytes not yet with the transport.</summary>
    public int Bytes
    {
        get
        {
            lock (_gate) return _waiting.Count + _sending.Count;
        }
    }

    /// <summary>Size of the buffers held, for tests: nothing when idle.</summary>
    public int BufferBytes
    {
        get
        {
            lock (_gate) return _waiting.Capacity + _sending.Capacity;
        }
    }

    /// <summary>
    /// Adds bytes behind all that waits. Over a bound, the session is cut off instead. On <see cref="Added.First"/> the caller sees to their being
    /// sent, by <see cref="Send"/> or <see cref="SendSoon"/>; else someone has that duty already.
    /// </summary>
    public Added Add(ReadOnlySpan<byte> bytes)
    {
        CutOff reason;
        lock (_gate)
        {
            if (_closed) return Added.Refused;
            int before = _waiting.Count + _sending.Count;
            int after = before + bytes.Length;
            bool fits = after <= _settings.QueueBytes;
            if (fits && _budget.TryGrow(before, after))
            {
                Added added = _writing || _waiting.Count > 0 ? Added.Behind : Added.First;
                _waiting.Append(bytes);
                return added;
            }
            reason = fits ? Outbound.CutOff.TotalFull : Outbound.CutOff.QueueFull;
            Close(discard: true);
        }
        _onCutOff(reason);
        return Added.Refused;
    }

    /// <summary>Sends what waits, on the caller's thread as far as the transport takes it at once. Not for the control loop, which does no I/O.</summary>
    public void Send()
    {
        while (TakeAll(out ReadOnlyMemory<byte> bytes, out int number))
        {
            SendStatus status = _sender.Send(bytes);
            if (status == SendStatus.Pending)
            {
                StartDeadline(number);
                return;
            }
            Finish(status == SendStatus.Sent);
        }
    }

    /// <summary>Sends what waits, on a thread of the pool.</summary>
    public void SendSoon() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <inheritdoc />
    void IThreadPoolWorkItem.Execute() => Send();

    /// <summary>Takes nothing more; the task ends when all that waited is with the transport, or the connection is gone.</summary>
    public Task CompleteAsync()
    {
        lock (_gate) Close(discard: false);
        Send();
        return _drained.Task;
    }

    /// <summary>Takes nothing more and forgets what waits. A send that is under way ends when the connection is aborted.</summary>
    public void Abort()
    {
        lock (_gate) Close(discard: true);
    }

    /// <summary>Cuts the session off for a reason that lies outside the queue.</summary>
    public void CutOff(CutOff reason)
    {
        lock (_gate)
        {
            if (_closed) return;
            Close(discard: true);
        }
        _onCutOff(reason);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Abort();
        lock (_gate) _deadline?.Dispose();
        _sender.Dispose();
    }

    private bool TakeAll(out ReadOnlyMemory<byte> bytes, out int number)
    {
        lock (_gate)
        {
            bytes = default;
            number = _sends;
            if (_writing || _waiting.Count == 0) return false;
            (_sending, _waiting) = (_waiting, default);
            _writing = true;
            bytes = _sending.Memory;
            return true;
        }
    }

    private void OnSent(bool succeeded)
    {
        Finish(succeeded);
        Send();
    }

    private void Finish(bool succeeded)
    {
        lock (_gate)
        {
            _sends++;
            _writing = false;
            if (_deadlineFor == _sends - 1) _deadline!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Release(ref _sending);
            if (!succeeded) Close(discard: true);
            else SetDrainedIfDone();
        }
    }

    private void StartDeadline(int number)
    {
        lock (_gate)
        {
            // The completion may have come first, on another thread.
            if (!_writing || _sends != number) return;
            _deadlineFor = number;
            _deadline ??= _settings.Time.CreateTimer(static queue => ((OutboundQueue)queue!).OnDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _deadline.Change(_settings.SendTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnDeadline()
    {
        lock (_gate)
        {
            if (!_writing || _sends != _deadlineFor) return;
            Close(discard: true);
        }
        _onCutOff(Outbound.CutOff.SendTimeout);
    }

    private void Close(bool discard)
    {
        _closed = true;
        if (discard) Release(ref _waiting);
        SetDrainedIfDone();
    }

    private void SetDrainedIfDone()
    {
        if (_closed && !_writing && _waiting.Count == 0) _drained.TrySetResult();
    }

    private void Release(ref PooledBytes bytes)
    {
        int held = _waiting.Count + _sending.Count;
        _budget.Shrink(held, held - bytes.Count);
        bytes.Return();
    }
}
