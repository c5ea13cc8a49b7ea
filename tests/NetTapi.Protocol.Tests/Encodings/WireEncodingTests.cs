using System.Buffers;
using System.Text;
using CsCheck;
using NetTapi.Protocol.Encodings;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Encodings;

/// <summary>Text on the wire, and the barrier through which every value goes out.</summary>
public class WireEncodingTests
{
    private static readonly WireEncoding[] All = [WireEncoding.Utf8, WireEncoding.Windows1252, WireEncoding.Latin1];

    [Theory]
    [Requirement("W5")]
    [InlineData("<FACET>", "(FACET)")]
    [InlineData("a\r\n\tb", "a b")]
    [InlineData("\0\u0004", " ")]
    [InlineData("a\u007F\u0085\u009Fb", "a b")]
    [InlineData("a\u2028\u2029b", "a b")]
    [InlineData("a\u202E\u2066b\u200Fc\u061Cd", "a b c d")]
    [InlineData("a\u0001 \u0001b", "a   b")]
    [InlineData("", "")]
    public void A_value_has_no_angle_bracket_and_no_control_character(string value, string written)
    {
        foreach (var encoding in All) Assert.Equal(written, Encoding.ASCII.GetString(Write(encoding, value)));
    }

    [Fact]
    [Requirement("W5")]
    public void No_value_brings_an_angle_bracket_or_a_control_byte_onto_the_wire_in_any_encoding()
    {
        Gen.String[0, 60].Sample(value =>
        {
            foreach (var encoding in All)
            {
                var written = Write(encoding, value);
                Assert.DoesNotContain(written, static octet => octet is < 0x20 or 0x7F or (byte)'<' or (byte)'>');
                Assert.Equal(written, Write(encoding, encoding.Decode(written)));
            }
        });
    }

    [Fact]
    [Requirement("W5")]
    public void Every_single_character_passes_the_barrier()
    {
        foreach (var encoding in All)
        {
            for (var code = 0; code <= char.MaxValue; code++)
            {
                var written = Write(encoding, ((char)code).ToString());
                Assert.False(written.AsSpan().ContainsAnyInRange((byte)0, (byte)0x1F) || written.AsSpan().ContainsAny("<>\u007F"u8), $"U+{code:X4} in {encoding}");
                if (encoding == WireEncoding.Latin1) Assert.False(written[0] is >= 0x80 and <= 0x9F, $"U+{code:X4}");
            }
        }
    }

    [Theory]
    [Requirement("W6")]
    [InlineData("windows-1252", "Zoë €5 “ok”", new byte[] { 0x5A, 0x6F, 0xEB, 0x20, 0x80, 0x35, 0x20, 0x93, 0x6F, 0x6B, 0x94 })]
    [InlineData("windows-1252", "‹›ā中😀", new byte[] { 0x8B, 0x9B, 0x3F, 0x3F, 0x3F })]
    [InlineData("latin1", "Zoë €", new byte[] { 0x5A, 0x6F, 0xEB, 0x20, 0x3F })]
    [InlineData("latin1", "‹＜〈中😀", new byte[] { 0x3F, 0x3F, 0x3F, 0x3F, 0x3F })]
    [InlineData("utf-8", "ë😀", new byte[] { 0xC3, 0xAB, 0xF0, 0x9F, 0x98, 0x80 })]
    public void A_character_that_does_not_fit_becomes_a_question_mark(string encoding, string value, byte[] written) =>
        Assert.Equal(written, Write(WireEncoding.Find(encoding)!, value));

    [Theory]
    [Requirement("W6")]
    [InlineData("utf-8", new byte[] { 0x61, 0xFF, 0x62 }, "a\uFFFDb")]
    [InlineData("utf-8", new byte[] { 0xC0, 0xBC }, "\uFFFD\uFFFD")]
    [InlineData("windows-1252", new byte[] { 0x80, 0x81, 0x9D, 0xE9 }, "€\uFFFD\uFFFDé")]
    [InlineData("latin1", new byte[] { 0xE9, 0xFF }, "éÿ")]
    public void Bytes_that_are_not_valid_become_the_replacement_character(string encoding, byte[] bytes, string text) =>
        Assert.Equal(text, WireEncoding.Find(encoding)!.Decode(bytes));

    [Fact]
    [Requirement("W6")]
    public void Code_page_1252_is_the_platforms_own_where_that_has_a_character()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var platform = Encoding.GetEncoding(1252, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        for (var code = 0xA0; code <= 0xFF; code++) AssertSame(code);
        for (var code = 0x80; code < 0xA0; code++)
        {
            if (code is not (0x81 or 0x8D or 0x8F or 0x90 or 0x9D)) AssertSame(code);
        }

        void AssertSame(int code) => Assert.Equal(platform.GetString([(byte)code]), WireEncoding.Windows1252.Decode([(byte)code]));
    }

    [Fact]
    [Requirement("W6")]
    public void Half_a_character_never_reaches_the_wire()
    {
        Assert.Equal([0xEF, 0xBF, 0xBD, 0x21], Write(WireEncoding.Utf8, "\uD83D!"));
        Assert.Equal("?!"u8, Write(WireEncoding.Windows1252, "\uDE00!"));
    }

    [Theory]
    [InlineData("UTF-8", true)]
    [InlineData("Windows-1252", true)]
    [InlineData("utf-16", false)]
    public void Encodings_are_found_by_name(string name, bool found) => Assert.Equal(found, WireEncoding.Find(name) is not null);

    private static byte[] Write(WireEncoding encoding, string value)
    {
        var output = new ArrayBufferWriter<byte>();
        encoding.WriteValue(output, value);
        return output.WrittenSpan.ToArray();
    }
}
