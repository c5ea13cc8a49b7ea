using System.Globalization;
using NetTapi.Server.Configuration.Sources;

namespace NetTapi.Server.Configuration.Reading;

/// <summary>Reads one value, or one item of a list, strictly. A wrong one becomes a fault and null.</summary>
internal sealed class ValueReader(string path, SettingNode node, FaultList faults)
{
    /// <summary>The value's key path.</summary>
    public string Path => path;

    /// <summary>Whether it is a section.</summary>
    public bool IsSection => node is SettingSection;

    /// <summary>Adds a fault about it.</summary>
    public void Fault(string message) => faults.Add(path, message);

    /// <summary>As a text.</summary>
    public string? AsText() => TextOf("a text in quotation marks", SettingKind.Text);

    /// <summary>As a whole number within bounds.</summary>
    public long? AsWhole(long least, long most)
    {
        if (TextOf("a whole number", SettingKind.Number) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault($"must be a whole number from {least} to {most}, and is {text}");
        return null;
    }

    /// <summary>As true or false.</summary>
    public bool? AsFlag()
    {
        if (TextOf("true or false", SettingKind.Flag) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Fault($"must be true or false, and is {text}");
        return null;
    }

    /// <summary>As a section.</summary>
    public SectionReader? AsSection()
    {
        if ((node as SettingIndexed)?.Items is { } numbered) return new SectionReader(path, numbered, faults);
        if (node is SettingSection section) return new SectionReader(path, section, faults);
        Fault("must be a section: { … }");
        return null;
    }

    /// <summary>As a text turned into something else.</summary>
    /// <param name="otherwise">What stands in for a wrong one.</param>
    /// <param name="parse">Throws a <see cref="FormatException"/> with the rest of the sentence about what is wrong.</param>
    public T Parsed<T>(T otherwise, Func<string, T> parse)
    {
        if (AsText() is not { } text) return otherwise;
        try
        {
            return parse(text);
        }
        catch (FormatException fault)
        {
            Fault($"{fault.Message}, and is \"{text}\"");
            return otherwise;
        }
    }

    private string? TextOf(string wanted, SettingKind kind)
    {
        if (node is SettingValue value && (value.Kind == kind || value.Kind == SettingKind.Untyped)) return value.Text;
        Fault($"must be {wanted}, and is {Described()}");
        return null;
    }

    private string Described() => node switch
    {
        SettingSection => "a section",
        SettingList or SettingIndexed => "a list",
        SettingValue { Kind: SettingKind.Null } => "null",
        SettingValue { Kind: SettingKind.Text } text => $"the text \"{text.Text}\"",
        SettingValue value => value.Text,
        _ => "something else",
    };
}
