namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>No configuration of docs/administration.md is only read.</summary>
public sealed class DocumentedSettingsTests
{
    // Other settings: the defaults, with which every other test lives (DocumentedConfigurationTests compares them).
    private static readonly string[] LivedIn =
        [SmallOfficeTests.Heading, AnsweringPageTests.Heading, .. LinePageTests.Headings, RecordingPageTests.Heading, "Other settings"];

    [Fact]
    public void Every_configuration_of_the_page_is_lived_in() => Assert.Equal(DocumentedSettings.Headings().Order(), LivedIn.Order());
}
