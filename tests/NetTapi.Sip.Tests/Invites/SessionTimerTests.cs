using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Session timers (RFC 4028): calls without a sign of life end.</summary>
public abstract class SessionTimerTests(Func<UserAgentOptions, UserAgentOptions>? anna = null, Func<UserAgentOptions, UserAgentOptions>? ben = null) : CallOfTwo(anna, ben)
{
    private static UserAgentOptions Short(UserAgentOptions options) => options with { SessionExpires = TimeSpan.FromSeconds(100) };

    private static UserAgentOptions Absent(UserAgentOptions options) => options with { SessionExpires = null };

    public sealed class BothKnowIt() : SessionTimerTests(Short)
    {
        [Fact]
        public void The_caller_refreshes_by_UPDATE_and_the_call_goes_on()
        {
            Call();
            Run(1000);
            var answer = Assert.Single(Wire.Responses(SipMethods.Invite, 200));
            Assert.Equal(("100;refresher=uac", "timer"), (answer.Headers.First(HeaderNames.SessionExpires), answer.Headers.First(HeaderNames.Require)));
            Assert.InRange(Wire.Requests(SipMethods.Update).Count(), 18, 20);
            Assert.All(Wire.Requests(SipMethods.Update), update => Assert.Equal("100;refresher=uac", update.Headers.First(HeaderNames.SessionExpires)));
            Assert.All(Wire.Requests(SipMethods.Update), update => Assert.True(update.Body.IsEmpty));
            Assert.Equal(["answered"], Anna.Log);
            HangUp();
        }

        [Fact]
        public void Where_no_refresh_comes_the_other_end_hangs_up_and_says_why()
        {
            Call();
            Wire.Loses = static _ => true;
            Run(65);
            Assert.Equal(["invited"], Ben.Log);
            Run(3);
            Assert.Equal(["invited", "ended Expired"], Ben.Log);
            var bye = Wire.Requests(SipMethods.Bye).First();
            Assert.Contains("cause=408", bye.Headers.First(HeaderNames.Reason), StringComparison.Ordinal);
        }

        [Fact]
        public void A_change_refreshes_too()
        {
            Call();
            for (var i = 0; i < 10; i++)
            {
                Run(40);
                Do(() => Anna.Session!.Offer(Anna.Offer(4002 + i), static _ => { }));
            }

            Assert.Empty(Wire.Requests(SipMethods.Update));
            Assert.Equal(["answered"], Anna.Log);
            HangUp();
        }

        [Fact]
        public void Whoever_refreshes_goes_on_doing_so_when_the_other_makes_a_change()
        {
            Call();
            Do(() => Ben.Session!.Offer(Ben.Offer(5002), static _ => { }));
            Assert.Equal("100;refresher=uas", Wire.Requests(SipMethods.Invite).Last().Headers.First(HeaderNames.SessionExpires));
            Run(120);
            Assert.All(Wire.Requests(SipMethods.Update), update => Assert.Equal("10.0.0.1", update.TopVia!.Host));
            Assert.NotEmpty(Wire.Requests(SipMethods.Update));
            HangUp();
        }

        [Fact]
        public void A_refresh_that_is_lost_comes_again_in_time()
        {
            Call();
            var lost = 0;
            Wire.Loses = message => message is SipRequest { Method: SipMethods.Update } && lost++ < 5;
            Run(300);
            Assert.Equal(["answered", "invited"], Anna.Log.Concat(Ben.Log));
            HangUp();
        }

        [Fact]
        public void A_lost_peer_ends_the_call_at_the_refresh()
        {
            Call();
            Wire.Loses = static _ => true;
            Run(85);
            Assert.Contains(Anna.Log[^1], new[] { "ended Lost", "ended Expired" });
        }
    }

    public sealed class CalleeWantsLonger() : SessionTimerTests(Short, options => options with { MinimumSessionExpires = TimeSpan.FromSeconds(600) })
    {
        [Fact]
        public void A_422_is_answered_with_a_longer_time()
        {
            Call();
            Assert.Equal("600", Assert.Single(Wire.Responses(SipMethods.Invite, 422)).Headers.First(HeaderNames.MinSE));
            var again = Wire.Requests(SipMethods.Invite).Last();
            Assert.Equal(("600", "600", 2u), (again.Headers.First(HeaderNames.SessionExpires), again.Headers.First(HeaderNames.MinSE), again.CSeq!.Number));
            Assert.Equal(["answered"], Anna.Log);
            Assert.Equal(["invited"], Ben.Log);
            HangUp();
        }
    }

    public sealed class CallerWantsACentury() : SessionTimerTests(options => options with { MinimumSessionExpires = TimeSpan.FromSeconds(int.MaxValue) })
    {
        [Fact]
        public void Times_of_any_length_are_borne()
        {
            Call();
            Assert.Equal($"{int.MaxValue};refresher=uac", Assert.Single(Wire.Responses(SipMethods.Invite, 200)).Headers.First(HeaderNames.SessionExpires));
            Run(10_000);
            Assert.Equal(["answered", "invited"], Anna.Log.Concat(Ben.Log));
            HangUp();
        }
    }

    public sealed class OnlyTheCallerKnowsIt() : SessionTimerTests(Short, Absent)
    {
        [Fact]
        public void The_caller_refreshes_alone()
        {
            Call();
            Run(170);
            Assert.Equal(3, Wire.Requests(SipMethods.Update).Count());
            Assert.Null(Assert.Single(Wire.Responses(SipMethods.Invite, 200)).Headers.First(HeaderNames.SessionExpires));
            HangUp();
        }

        [Fact]
        public void A_callee_that_has_vanished_is_noticed()
        {
            Call();
            Wire.Loses = static _ => true;
            Run(85);
            Assert.StartsWith("ended", Anna.Log[^1], StringComparison.Ordinal);
        }
    }

    public sealed class OnlyTheCalleeKnowsIt() : SessionTimerTests(Absent, Short)
    {
        [Fact]
        public void The_callee_refreshes_alone_and_asks_nothing_of_the_caller()
        {
            Call();
            var answer = Assert.Single(Wire.Responses(SipMethods.Invite, 200));
            Assert.Equal(("100;refresher=uas", null), (answer.Headers.First(HeaderNames.SessionExpires), answer.Headers.First(HeaderNames.Require)));
            Run(170);
            Assert.Equal(3, Wire.Requests(SipMethods.Update).Count());
            HangUp();
        }
    }

    public sealed class NobodyKnowsIt() : SessionTimerTests(Absent, static options => options with { SessionExpires = TimeSpan.Zero })
    {
        [Fact]
        public void Nothing_is_sent()
        {
            Call();
            Assert.Equal(0, Loop.PendingTimers - Anna.Agent.Figures.Transactions - Ben.Agent.Figures.Transactions);
            Assert.Null(Wire.Requests(SipMethods.Invite).Single().Headers.First(HeaderNames.SessionExpires));
            HangUp();
        }
    }

    public sealed class NoUpdate() : SessionTimerTests(Short)
    {
        [Fact]
        public void A_peer_without_UPDATE_is_refreshed_by_re_INVITE_with_what_was_said_last()
        {
            Call();
            Do(() => Anna.Session!.Note(new SipResponse(200, "OK", new HeaderList(new SipHeader(HeaderNames.Allow, "INVITE, ACK, BYE")))));
            var local = Anna.Session!.Local;
            Run(60);
            Assert.Empty(Wire.Requests(SipMethods.Update));
            Assert.Equal(local!.ToBytes(), Wire.Requests(SipMethods.Invite).Last().Body.ToArray());
            Assert.Equal(2, Wire.Requests(SipMethods.Invite).Count());
            Assert.Equal(["answered"], Anna.Log);
            HangUp();
        }
    }
}
