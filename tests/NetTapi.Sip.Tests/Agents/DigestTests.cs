using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Agents;

public class DigestTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly DigestServer _server;

    public DigestTests() => _server = new DigestServer(_loop, new DigestServerOptions("office"));

    [Fact]
    public void The_example_of_RFC_2617_3_5_comes_out()
    {
        var hash = DigestAlgorithm.Md5.UserHash("Mufasa", "testrealm@host.com", "Circle Of Life");
        var response = DigestAlgorithm.Md5.Response(
            hash, false, "dcd98b7102dd2f0e8b11d0f600bfb0c093", "auth", "00000001", "0a4f113b", "GET", "/dir/index.html");

        Assert.Equal("6629fae49393a05397450978507c4ef1", response);
    }

    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_examples_of_RFC_7616_3_9_1_come_out(string name, string expected)
    {
        var algorithm = DigestAlgorithm.Of(name, out _)!;
        var hash = algorithm.UserHash("Mufasa", "http-auth@example.org", "Circle of Life");
        var response = algorithm.Response(
            hash, false, "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "auth", "00000001", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "GET", "/dir/index.html");

        Assert.Equal(expected, response);
    }

    [Fact]
    public void A_challenge_offers_SHA_256_before_MD5_as_RFC_8760_wants()
    {
        var values = AuthenticationValue.Of(_server.Challenge(Invite(), "tag"), HeaderNames.WwwAuthenticate);

        Assert.Equal(["SHA-256", "MD5"], values.Select(value => value["algorithm"]));
        Assert.All(values, value => Assert.Equal("auth", value["qop"]));
        Assert.Equal(values[0]["nonce"], values[1]["nonce"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_answers_with_the_strongest_and_is_let_in(bool asProxy)
    {
        var challenge = _server.Challenge(Invite(), "tag", asProxy: asProxy);
        Assert.Equal(asProxy ? 407 : 401, challenge.Status);
        var answered = Client("secret").Answer(Invite(), challenge)!;

        var sent = Assert.Single(AuthenticationValue.Of(answered, asProxy ? HeaderNames.ProxyAuthorization : HeaderNames.Authorization));
        Assert.Equal("SHA-256", sent["algorithm"]);
        Assert.Equal(new DigestVerdict(DigestOutcome.Right, "bob"), _server.Verify(answered, PasswordOf, asProxy));
        Assert.Equal(DigestOutcome.Absent, _server.Verify(answered, PasswordOf, !asProxy).Outcome);
    }

    [Fact]
    public void A_client_that_knows_MD5_alone_is_let_in_and_one_without_qop_too()
    {
        var old = Without(_server.Challenge(Invite(), "tag"), "SHA-256");
        Assert.Equal(DigestOutcome.Right, _server.Verify(Client("secret").Answer(Invite(), old)!, PasswordOf).Outcome);

        var older = old.With(HeaderNames.WwwAuthenticate, old.Headers.First(HeaderNames.WwwAuthenticate)!.Replace(", qop=\"auth\"", string.Empty, StringComparison.Ordinal));
        var answered = Client("secret").Answer(Invite(), older)!;
        Assert.Null(AuthenticationValue.Of(answered, HeaderNames.Authorization)[0]["cnonce"]);
        Assert.Equal(DigestOutcome.Right, _server.Verify(answered, PasswordOf).Outcome);
    }

    [Fact]
    public void Credentials_do_not_hold_for_another_method_or_another_address()
    {
        var answered = Client("secret").Answer(Invite(), _server.Challenge(Invite(), "tag"))!;
        var credentials = answered.Headers.First(HeaderNames.Authorization)!;

        var other = Invite().With(SipUri.Parse("sip:carol@office")).With(HeaderNames.Authorization, credentials);
        Assert.Equal(DigestOutcome.Wrong, _server.Verify(other, PasswordOf).Outcome);
        var options = new SipRequest("OPTIONS", Invite().Uri, answered.Headers);
        Assert.Equal(DigestOutcome.Wrong, _server.Verify(options, PasswordOf).Outcome);
    }

    [Fact]
    public void An_old_nonce_is_stale_for_the_right_password_and_wrong_for_any_other()
    {
        var challenge = _server.Challenge(Invite(), "tag");
        var right = Client("secret").Answer(Invite(), challenge)!;
        var wrong = Client("guess").Answer(Invite(), challenge)!;
        _loop.Run(TimeSpan.FromMinutes(6));

        Assert.Equal(DigestOutcome.Stale, _server.Verify(right, PasswordOf).Outcome);
        Assert.Equal(DigestOutcome.Wrong, _server.Verify(wrong, PasswordOf).Outcome);
        var again = _server.Challenge(Invite(), "tag", isStale: true);
        Assert.All(AuthenticationValue.Of(again, HeaderNames.WwwAuthenticate), value => Assert.Equal("true", value["stale"]));
    }

    [Fact]
    public void A_nonce_from_before_a_restart_is_stale_and_a_forged_one_too()
    {
        var before = new DigestServer(new SimulatedLoop(2), new DigestServerOptions("office"));
        var answered = Client("secret").Answer(Invite(), before.Challenge(Invite(), "tag"))!;

        Assert.Equal(DigestOutcome.Stale, _server.Verify(answered, PasswordOf).Outcome);
    }

    [Fact]
    public void An_unknown_user_is_as_wrong_as_a_wrong_password()
    {
        var challenge = _server.Challenge(Invite(), "tag");
        var unknown = new DigestClient(new DigestCredentials("nobody", "secret"), _loop.Entropy).Answer(Invite(), challenge)!;

        Assert.Equal(new DigestVerdict(DigestOutcome.Wrong, "nobody"), _server.Verify(unknown, PasswordOf));
    }

    [Fact]
    public void A_client_gives_up_when_its_answer_is_refused_and_goes_on_when_it_was_only_stale()
    {
        var client = Client("guess");
        var answered = client.Answer(Invite(), _server.Challenge(Invite(), "tag"))!;

        Assert.Null(client.Answer(answered, _server.Challenge(Invite(), "tag")));
        Assert.NotNull(client.Answer(answered, _server.Challenge(Invite(), "tag", isStale: true)));
    }

    [Fact]
    public void A_client_carries_its_answer_into_later_requests_and_counts_them()
    {
        var client = Client("secret");
        client.Answer(Invite(), _server.Challenge(Invite(), "tag"));
        var second = client.Authorize(Invite());

        Assert.Equal("00000002", AuthenticationValue.Of(second, HeaderNames.Authorization)[0]["nc"]);
        Assert.Equal(DigestOutcome.Right, _server.Verify(second, PasswordOf).Outcome);
    }

    [Fact]
    public void A_client_passes_over_challenges_it_cannot_answer()
    {
        var challenge = SipResponse.For(Invite(), 401);
        Assert.Null(Client("secret").Answer(Invite(), challenge));
        Assert.Null(Client("secret").Answer(Invite(), challenge.With(HeaderNames.WwwAuthenticate, "Bearer realm=\"office\"")));
        Assert.Null(Client("secret").Answer(Invite(), challenge.With(HeaderNames.WwwAuthenticate, "Digest realm=\"office\", nonce=\"1\", algorithm=SHA-512-256")));
    }

    [Fact]
    public void Quotes_in_names_are_carried_through()
    {
        var client = new DigestClient(new DigestCredentials("bo\"b", "secret"), _loop.Entropy);
        var answered = client.Answer(Invite(), _server.Challenge(Invite(), "tag"))!;

        Assert.Equal(new DigestVerdict(DigestOutcome.Right, "bo\"b"), _server.Verify(answered, _ => "secret"));
    }

    private static string? PasswordOf(string user) => user == "bob" ? "secret" : null;

    private DigestClient Client(string password) => new(new DigestCredentials("bob", password), _loop.Entropy);

    private static SipResponse Without(SipResponse challenge, string algorithm) =>
        challenge.With(new HeaderList(challenge.Headers.Where(header => !header.Value.Contains($"algorithm={algorithm}", StringComparison.Ordinal))));

    private static SipRequest Invite() => TestRequest.Parse(
        "INVITE sip:128@office SIP/2.0",
        "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1",
        "From: <sip:bob@office>;tag=1",
        "To: <sip:128@office>",
        "Call-ID: one",
        "CSeq: 1 INVITE");
}
