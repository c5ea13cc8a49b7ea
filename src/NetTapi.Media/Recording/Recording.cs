namespace NetTapi.Media;

/// <summary>
/// One recording: packets are copied in on the media path, and its writer's thread makes a file of them. What happens to the file ends the recording and
/// nothing else.
/// </summary>
internal sealed class Recording : IRecording
{
    private readonly RecordingRequest _request;
    private readonly RecordingWriter _writer;
    private readonly Action<Recording> _forget;
    private readonly RecordedPackets _packets = new();
    private readonly RecordingTrack _track;
    private readonly byte[] _pending;
    private readonly long _began;
    private RecordingFile? _file;
    private int _pendingLength;
    private long _lost;
    private long _stopAt = long.MaxValue;
    private volatile bool _isOver;

    /// <summary>Makes a recording that begins now.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="writer">Who writes it.</param>
    /// <param name="forget">Takes it away from its leg.</param>
    public Recording(RecordingRequest request, RecordingWriter writer, Action<Recording> forget)
    {
        _request = request;
        _writer = writer;
        _forget = forget;
        _track = new RecordingTrack(request.Mono);
        _pending = new byte[AudioFrame.SampleRate * _track.BlockLength];
        _began = writer.Time.GetTimestamp();
    }

    public string Path => _request.Path;

    /// <summary>Copies sound on the media path, under the leg's lock.</summary>
    public void Put(bool isSent, AudioCodec codec, uint ssrc, uint timestamp, long ticks, ReadOnlySpan<byte> payload)
    {
        if (_isOver || !codec.IsG711()) return;
        for (var at = 0; at < payload.Length; at += AudioFrame.Samples)
        {
            var part = payload[at..Math.Min(payload.Length, at + AudioFrame.Samples)];
            if (_packets.Put(new RecordedPacket(isSent, codec, ssrc, unchecked(timestamp + (uint)at), ticks), part)) continue;
            _lost += part.Length;
            _writer.CountLost(part.Length);
        }
    }

    public void Stop()
    {
        // From here on the leg puts nothing any more.
        _forget(this);
        if (Interlocked.CompareExchange(ref _stopAt, _writer.Time.GetTimestamp(), long.MaxValue) == long.MaxValue) _writer.Wake();
    }

    /// <summary>Takes what is there to the file, on the writer's thread; how the recording ended, once it has.</summary>
    public RecordingEnd? Work()
    {
        var stopAt = Volatile.Read(ref _stopAt);
        var isStopped = stopAt != long.MaxValue;
        try
        {
            _file ??= RecordingFile.Begin(_writer.Open(Path), _track.BlockLength / sizeof(short));
            // Read before the packets are: where this thread is held up in between, what comes in meanwhile still finds its place.
            var now = _writer.Time.GetTimestamp();
            PlacePackets();
            WriteUntil(isStopped ? PlaceOf(stopAt) : PlaceOf(now) - RecordingTrack.Patience);
            if (!isStopped) return null;
            Flush();
            _file.Dispose();
            return _file.IsThere ? End(RecordingEndReason.Stopped, null, hasFile: true) : End(RecordingEndReason.Failed, "The file was removed while it was being made.", hasFile: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            return Break(fault);
        }
    }

    /// <summary>It could not even begin.</summary>
    public RecordingEnd Refuse(string fault)
    {
        _isOver = true;
        return new RecordingEnd(RecordingEndReason.Failed, TimeSpan.Zero, 0, fault, HasFile: false);
    }

    /// <summary>Something nobody thought of has happened to it.</summary>
    public RecordingEnd Abandon(Exception fault) => Break(fault);

    /// <summary>Tells how it ended. On the loop.</summary>
    public void Tell(RecordingEnd end)
    {
        _forget(this);
        _request.Ended(end);
    }

    private void PlacePackets()
    {
        while (_packets.TryPeek(out var packet, out var payload))
        {
            var arrival = PlaceOf(packet.Ticks);
            // After a stop of this thread there is more waiting than the track holds.
            WriteUntil(arrival - RecordingTrack.Patience);
            _track.Put(packet, payload, arrival);
            _packets.Drop();
        }
    }

    private void WriteUntil(long position)
    {
        while (_track.Position < position)
        {
            if (_pendingLength == _pending.Length) Flush();
            var room = (_pending.Length - _pendingLength) / _track.BlockLength;
            var count = (int)Math.Min(Math.Min(AudioFrame.Samples, room), position - _track.Position);
            _pendingLength += _track.Take(_pending.AsSpan(_pendingLength), count);
        }

        if (_pendingLength == _pending.Length) Flush();
    }

    private void Flush()
    {
        _file!.Append(_pending.AsSpan(0, _pendingLength));
        _pendingLength = 0;
    }

    private RecordingEnd Break(Exception fault)
    {
        _isOver = true;
        var message = fault.Message;
        if (_file is { } file)
        {
            try
            {
                file.CutToWhole();
                file.Dispose();
            }
            catch (IOException another)
            {
                message += " " + another.Message;
            }
        }

        return End(RecordingWriter.IsDiskFull(fault) ? RecordingEndReason.DiskFull : RecordingEndReason.Failed, message, _file?.IsThere == true);
    }

    private RecordingEnd End(RecordingEndReason reason, string? fault, bool hasFile)
    {
        _isOver = true;
        var written = _track.Position - (_pendingLength / _track.BlockLength);
        return new RecordingEnd(reason, TimeSpan.FromSeconds(written / (double)AudioFrame.SampleRate), Volatile.Read(ref _lost), fault, hasFile);
    }

    private long PlaceOf(long ticks) => (long)(_writer.Time.GetElapsedTime(_began, ticks).TotalSeconds * AudioFrame.SampleRate);
}
