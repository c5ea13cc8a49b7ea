namespace NetTapi.Telephony.Directory;

/// <summary>The codecs a gateway can be offered; written <c>PCMU</c>, <c>PCMA</c>, <c>G722</c>.</summary>
public enum VoiceCodec
{
    /// <summary>G.711 µ-law.</summary>
    Pcmu,

    /// <summary>G.711 A-law.</summary>
    Pcma,

    /// <summary>G.722, passed through where both sides have it.</summary>
    G722,
}
