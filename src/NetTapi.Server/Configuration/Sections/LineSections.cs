using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Sip.Messages;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using Route = NetTapi.Telephony.Directory.Route;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads gateways, trunk groups and routes of the directory.</summary>
internal static class LineSections
{
    private const int MostDigits = 30;

    /// <summary>A gateway.</summary>
    public static Gateway Gateway(SectionReader gateway) => new()
    {
        Name = gateway.Required("Name"),
        Address = DirectorySection.RequiredParsed(gateway, "Address", "", text => SipUri.TryParse(text, out _) ? text : throw new FormatException("must be a SIP URI, like sip:192.0.2.1:5060")),
        AcceptFrom = gateway.List("AcceptFrom", [], item => item.Parsed<string?>(null, SettingText.Peer)),
        Username = gateway.Text("Username"),
        Password = gateway.Text("Password"),
        Register = gateway.Flag("Register", false),
        GenerateIncallDtmf = gateway.Flag("GenerateIncallDtmf", false),
        Lines = Lines(gateway),
        NumbersIn = DirectorySection.Sections(gateway, "NumbersIn", NumberRule),
        NumbersOut = DirectorySection.Sections(gateway, "NumbersOut", NumberRule),
        Watch = gateway.Time("Watch", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1)),
        Codecs = [.. gateway.List<object>("Codecs", [], item => item.Parsed<object?>(null, text => Codec(text))).Cast<VoiceCodec>()],
    };

    /// <summary>A trunk group.</summary>
    public static TrunkGroup TrunkGroup(SectionReader group) => new()
    {
        Number = new TrunkGroupNumber(DirectorySection.RequiredWhole(group, "Number", 0, 9)),
        Default = group.Flag("Default", false),
        Lines = Lines(group),
        Pick = group.Parsed("Pick", LinePick.Ascending, Pick),
        Overflow = group.Has("Overflow") ? new TrunkGroupNumber(group.Whole("Overflow", 0, 0, 9)) : null,
    };

    /// <summary>A route.</summary>
    public static Route Route(SectionReader route) => new(route.Required("Number"), DirectorySection.RequiredParsed(route, "To", RouteTarget.Hangup, DirectoryText.Target));

    private static NumberRule NumberRule(SectionReader rule) =>
        new(rule.Required("Match"), rule.Required("Replace"), rule.Has("Digits") ? rule.Whole("Digits", 1, 1, MostDigits) : null);

    private static ImmutableArray<LineNumber> Lines(SectionReader section) =>
        [.. section.Parsed("Lines", [], text => text.Length == 0 ? [] : SettingText.Ranges(text)).Select(number => new LineNumber(number))];

    private static VoiceCodec Codec(string text) => SettingText.Choice(text, ("PCMU", VoiceCodec.Pcmu), ("PCMA", VoiceCodec.Pcma), ("G722", VoiceCodec.G722));

    private static LinePick Pick(string text) => SettingText.Choice(
        text, ("ascending", LinePick.Ascending), ("descending", LinePick.Descending), ("least-recently-used", LinePick.LeastRecentlyUsed));
}
