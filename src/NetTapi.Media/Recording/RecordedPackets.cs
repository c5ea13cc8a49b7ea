namespace NetTapi.Media;

/// <summary>
/// Copies of packets on their way to a file: bounded, made in full at the beginning, without a lock. One thread at a time puts (the leg's lock sees to that),
/// one other takes. A full queue refuses; it never waits.
/// </summary>
internal sealed class RecordedPackets
{
    /// <summary>Both sides of five seconds.</summary>
    public const int Slots = 512;

    private readonly RecordedPacket[] _packets = new RecordedPacket[Slots];
    private readonly byte[] _payloads = new byte[Slots * AudioFrame.Samples];
    private long _put;
    private long _taken;

    /// <summary>Copies one packet of at most 160 octets; false where there is no room.</summary>
    public bool Put(in RecordedPacket packet, ReadOnlySpan<byte> payload)
    {
        var put = _put;
        if (put - Volatile.Read(ref _taken) >= Slots) return false;
        var slot = (int)(put % Slots);
        _packets[slot] = packet with { Length = payload.Length };
        payload.CopyTo(_payloads.AsSpan(slot * AudioFrame.Samples));
        Volatile.Write(ref _put, put + 1);
        return true;
    }

    /// <summary>The oldest packet, if there is one; it stays until <see cref="Drop"/>.</summary>
    public bool TryPeek(out RecordedPacket packet, out ReadOnlySpan<byte> payload)
    {
        packet = default;
        payload = default;
        if (_taken >= Volatile.Read(ref _put)) return false;
        var slot = (int)(_taken % Slots);
        packet = _packets[slot];
        payload = _payloads.AsSpan(slot * AudioFrame.Samples, packet.Length);
        return true;
    }

    /// <summary>Takes the oldest packet away.</summary>
    public void Drop() => Volatile.Write(ref _taken, _taken + 1);
}

/// <summary>What is known of a packet that is recorded.</summary>
/// <param name="IsSent">Whether it was sent to the leg's peer, rather than by it.</param>
/// <param name="Codec">Its codec, one of G.711.</param>
/// <param name="Ssrc">Its stream.</param>
/// <param name="Timestamp">Its timestamp.</param>
/// <param name="Ticks">When it came or went.</param>
/// <param name="Length">Octets of payload.</param>
internal readonly record struct RecordedPacket(bool IsSent, AudioCodec Codec, uint Ssrc, uint Timestamp, long Ticks, int Length = 0);
