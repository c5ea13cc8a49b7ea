using NetTapi.EndToEnd.Tests.Flows;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;

namespace NetTapi.EndToEnd.Tests.Extensions;

/// <summary>What is legal and seldom, as telephones and carriers that are in use send it.</summary>
public sealed class OddPeerTests
{
    // No rtpmap for static types, a c-line of the medium's own, 30 ms, and media that we do not have.
    private const string OddMedia =
        """
        v=0
        o=- 0 0 IN IP4 10.255.255.1
        s=session
        b=CT:1000
        t=0 0
        a=sendrecv
        m=video 0 RTP/AVP 31
        m=audio [media_port] RTP/AVP 18 0 13 97
        c=IN IP4 [media_ip]
        a=rtpmap:97 telephone-event/8000
        a=ptime:30
        a=maxptime:60
        m=image 4002 udptl t38
        """;

    private static readonly PhoneSound Silent = new();

    [SippFact]
    public async Task A_carrier_with_compact_headers_and_proxies_before_it_makes_a_whole_call()
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        await phone.RunAsync(() => phone.Script = _ => AnswerScript.Answer());
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(Odd(new SippScenario())
            .Response(100, optional: true).Response(180, optional: true).ResponseSaying(200, "m=video 0 .*m=audio [1-9][0-9]+ RTP/AVP 0 97.*m=image 0 ")
            .Request("ACK", 1, ["[routes]"])
            .Request("OPTIONS", 2, ["[routes]"]).ResponseWith(200, "Allow", "INVITE")
            .Request("INFO", 3, ["[routes]"]).Response(200)
            .Request("MESSAGE", 4, ["[routes]", "Content-Type: text/plain"]).ResponseWith(405, "Allow", "INVITE")
            .Request("SUBSCRIBE", 5, ["[routes]", "Event: dialog", "Expires: 60"]).Response(405)
            .Request("NOTIFY", 6, ["[routes]", "Event: refer", "Subscription-State: terminated"]).Response(481)
            .Request("PUBLISH", 7, ["[routes]", "Event: presence"]).Response(405)
            .Request("REFER", 8, ["[routes]"]).Response(400)
            .Request("UPDATE", 9, ["[routes]"]).Response(200)
            .Request("BYE", 10, ["[routes]", "Reason: Q.850;cause=16"]).Response(200));
        await application.ExpectAsync(FlowWire.In(128), office.Limit);
        await carrier.SucceedsAsync(office.Limit);
        await application.ExpectAsync(FlowWire.End(128), office.Limit);
    }

    /// <summary>Two hops in one Via line, routes with parameters of others, a Contact full of them, and what says from whom a call was sent on.</summary>
    private static SippScenario Odd(SippScenario scenario) => scenario.Step(
        $"""
        <send><![CDATA[
        INVITE sip:[dialled];npdi;rn=+19725550000@[remote_ip]:[remote_port];user=phone SIP/2.0
        v: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch];i=a1,SIP / 2.0 / TCP  proxy.carrier.example:5080;branch=z9hG4bKupper;received=198.51.100.7
        Record-Route: <sip:[local_ip]:[local_port];lr=on;ftag=x;did=a.b>,<sip:proxy.carrier.example:5080;transport=tcp;r2=on;lr>
        f: FACETCORP <sip:trunk17@carrier.example;tag=inner>;tag=[pid]c[call_number]
        t: <sip:[dialled]@[remote_ip]:[remote_port];user=phone>
        i: [call_id]
        CSeq: 1 INVITE
        m: <sip:[caller_number]@[local_ip]:[local_port];transport=udp;gr=urn:uuid:1;ob>;+sip.instance="<urn:uuid:1>";audio;methods="INVITE,BYE";+u.sip!model.ccm.cisco.com="36"
        Max-Forwards: 70
        k: timer,replaces , norefersub
        Remote-Party-ID: <sip:[dialled]@carrier.example>;party=called, "FACETCORP" <sip:[caller_number]@carrier.example;user=phone>;party=calling;id-type=subscriber;screen=yes;privacy=off
        Diversion: <sip:9725550001@carrier.example>;reason=unconditional;counter=1
        History-Info: <sip:9725550001@carrier.example>;index=1,<sip:[dialled]@carrier.example>;index=1.1
        P-Charging-Vector: icid-value="x";orig-ioi=carrier
        x: 1800;refresher=uac
        u: talk,hold
        Subject:
        c: application/sdp

        {OddMedia}

        ]]></send>
        """);
}
