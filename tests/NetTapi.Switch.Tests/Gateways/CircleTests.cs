using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Tests.Features;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Calls that the outside sends back to us: they end before they have taken every line (RFC 7332).</summary>
public class CircleTests
{
    private const string Ken = "9725551128";

    [Fact]
    public void A_number_that_leads_back_to_the_user_who_forwards_to_it_ends_the_call()
    {
        var office = FeatureOffice.With(data => data with
        {
            Statuses = [new Status("Out", Rings: false, Forward: new RouteTarget(RouteKind.Number, "9,2148441111"))],
            Gateways = [data.Gateways[0] with { Lines = [.. Office.Lines(1, 20)] }],
            TrunkGroups = [data.TrunkGroups[0] with { Lines = [.. Office.Lines(1, 20)] }],
        });
        var carrier = new ReturningCarrier(office.Carrier.Equipment.Agent);
        var caller = carrier.Call(hops: 7);
        office.Run(30);
        Assert.Equal(483, caller.Status);
        Assert.Equal([6, 4, 2, 0], carrier.Hops);
        office.AssertQuiet();
    }

    [Fact]
    public void A_call_that_may_go_no_further_can_be_answered_by_the_switch_itself()
    {
        var office = FeatureOffice.With(data => data with
        {
            Routes = [new Route(Ken, new RouteTarget(RouteKind.Ivr, "day"))],
            Scripts = [new Script { Name = "day", Menu = [new MenuChoice('1', RouteTarget.Hangup)] }],
        });
        var caller = new ScriptedParty(office.Carrier.Equipment.Agent);
        caller.Call(Ken, ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu), hops: 0);
        office.Run(1);
        Assert.Equal(200, caller.Status);
        caller.Session!.End();
        office.AssertQuiet();
    }

    /// <summary>A carrier in whose network every number is forwarded to one of the office's.</summary>
    private sealed class ReturningCarrier : IInviteHandler
    {
        private readonly UserAgent _agent;

        public ReturningCarrier(UserAgent agent)
        {
            _agent = agent;
            agent.InviteHandler = this;
        }

        public List<int> Hops { get; } = [];

        public Way Call(int hops, IncomingInvite? from = null)
        {
            var way = new Way(from);
            _agent.Invite(
                new InviteRequest
                {
                    Target = SipUri.Sip(Ken, Office.ServerAddress),
                    From = new NameAddress(SipUri.Sip("9729859901", "carrier")),
                    Offer = ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu),
                    MaxForwards = hops,
                },
                way);
            return way;
        }

        public void OnInvite(IncomingInvite invite)
        {
            Hops.Add(invite.Request.MaxForwards!.Value);
            if (Hops[^1] == 0) invite.Reject(483);
            else Call(Hops[^1] - 1, invite);
        }
    }

    /// <summary>One way of a call through that network.</summary>
    private sealed class Way(IncomingInvite? from) : IOutgoingInviteEvents
    {
        public int Status { get; private set; }

        public void OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description)
        {
            // Nobody listens.
        }

        public void OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description) => throw new InvalidOperationException("Nobody is there to answer.");

        public void OnFailed(OutgoingInvite invite, int status, string reason)
        {
            Status = status;
            from?.Reject(status);
        }
    }
}
