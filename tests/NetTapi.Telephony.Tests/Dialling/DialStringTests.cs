using CsCheck;
using NetTapi.Telephony.Dialling;
using NetTapi.Testing;

namespace NetTapi.Telephony.Tests.Dialling;

public class DialStringTests
{
    [Theory]
    [Requirement("C1")]
    [InlineData("9,2148441111", null, "2148441111")]
    [InlineData("92148441111", null, "2148441111")]
    [InlineData("83,2148441111", 3, "2148441111")]
    [InlineData("832148441111", 3, "2148441111")]
    [InlineData("80,911", 0, "911")]
    [InlineData("9,+1 (214) 844-11.11", null, "+12148441111")]
    [InlineData("9, 911", null, "911")]
    [InlineData("9,*67#", null, "*67#")]
    [InlineData(" 9,911 ", null, "911")]
    [InlineData("9,(+49) 30", null, "+4930")]
    public void An_access_code_and_a_number_can_be_dialled(string address, int? group, string number)
    {
        var dial = DialString.Parse(address);
        Assert.Equal(number, dial?.Number);
        Assert.Equal(group, dial?.TrunkGroup?.Value);
    }

    [Theory]
    [Requirement("C1")]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("9,")]
    [InlineData("8")]
    [InlineData("83")]
    [InlineData("8,2148441111")]
    [InlineData("9,+")]
    [InlineData("9,++1")]
    [InlineData("9,1+2")]
    [InlineData("9,,911")]
    [InlineData("9,CALL")]
    [InlineData("9,91\u0661")]
    [InlineData("2148441111")]
    [InlineData("sip:x@y")]
    public void Anything_else_can_not(string address) => Assert.Null(DialString.Parse(address));

    [Fact]
    [Requirement("C1")]
    public void What_comes_out_is_a_plus_at_most_and_then_what_can_be_keyed() =>
        Gen.Char["0123456789 -.()+*#,aé"].Array[0, 20].Sample(characters =>
        {
            if (DialString.Parse("9" + new string(characters)) is not { } dial) return true;
            var keyed = dial.Number.StartsWith('+') ? dial.Number[1..] : dial.Number;
            return keyed.Length > 0 && keyed.All("0123456789*#".Contains) && dial.Number.Where(char.IsDigit).SequenceEqual(characters.Where(char.IsDigit));
        });
}
