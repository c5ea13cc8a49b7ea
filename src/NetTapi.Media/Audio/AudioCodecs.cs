namespace NetTapi.Media;

/// <summary>What can be done with a codec.</summary>
internal static class AudioCodecs
{
    /// <summary>Whether it is decoded and encoded here, one octet a sample.</summary>
    public static bool IsG711(this AudioCodec codec) => codec is AudioCodec.Pcmu or AudioCodec.Pcma;
}
