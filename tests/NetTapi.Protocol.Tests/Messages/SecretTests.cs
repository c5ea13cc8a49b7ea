using NetTapi.Protocol.Requests;

namespace NetTapi.Protocol.Tests.Messages;

public class SecretTests
{
    [Fact]
    public void A_pass_is_not_shown_in_text_that_may_end_in_a_log() =>
        Assert.Equal("!<login_nettapi><uname=ken><pass=*>", new LoginCommand("ken", "4711").ToString());

    [Fact]
    public void A_blank_pass_is_shown_as_it_is() => Assert.Equal("!<login_nettapi><uname=ken><pass=>", new LoginCommand("ken", "").ToString());
}
