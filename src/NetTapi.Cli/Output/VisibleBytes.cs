using System.Text;
using NetTapi.Protocol.Encodings;

namespace NetTapi.Cli.Output;

/// <summary>Bytes as a person reads them: control characters in caret notation, the terminator as <c>^D</c>.</summary>
internal static class VisibleBytes
{
    public static string Of(ReadOnlySpan<byte> bytes, WireEncoding encoding)
    {
        var text = new StringBuilder();
        foreach (var character in encoding.Decode(bytes))
        {
            if (character < ' ') text.Append('^').Append((char)(character + '@'));
            else if (character == '\u007F') text.Append("^?");
            else text.Append(Plain.Of(character.ToString()));
        }

        return text.ToString();
    }
}
