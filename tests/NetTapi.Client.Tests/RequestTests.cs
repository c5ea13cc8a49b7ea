using Microsoft.Extensions.Time.Testing;
using NetTapi.Testing;

namespace NetTapi.Client.Tests;

/// <summary>Requests and their responses.</summary>
public class RequestTests : ClientFixture
{
    [Fact]
    [Requirement("C1")]
    public async Task Dialling_completes_with_the_servers_ok()
    {
        var dialling = Client.DialAsync("9,2148441111", "107");
        await Server.ExpectAsync("!<dial><uid=107><addr=9,2148441111>");
        Assert.False(dialling.IsCompleted);
        await Server.SendAsync("#<dial><ok>");
        await dialling;
    }

    [Fact]
    [Requirement("C3")]
    public async Task A_refusal_is_an_exception_with_the_servers_words()
    {
        var dialling = Client.DialAsync("9,1");
        await Server.ExpectAsync("!<dial><addr=9,1>");
        await Server.SendAsync("#<dial><err=all lines busy>");
        var refused = await Assert.ThrowsAsync<NetTapiRefusedException>(() => dialling);
        Assert.Equal(("dial", "all lines busy"), (refused.Verb, refused.Error));
    }

    [Fact]
    public async Task Commands_without_a_response_are_sent_in_order()
    {
        await Client.RecordAsync("107");
        await Client.StopRecordingAsync();
        await Client.PlayDtmfAsync("1#", "107");
        await Client.ChangeStatusAsync("Lunch");
        await Server.ExpectAsync("!<record><uid=107>");
        await Server.ExpectAsync("!<stop_record>");
        await Server.ExpectAsync("!<play_dtmf><uid=107><digits=1#>");
        await Server.ExpectAsync("!<change_status><status=Lunch>");
    }

    [Fact]
    public async Task An_error_to_a_command_that_nobody_waits_for_answers_nothing_else()
    {
        await Client.RecordAsync();
        await Server.ExpectAsync("!<record>");
        var dialling = Client.DialAsync("9,1");
        await Server.ExpectAsync("!<dial><addr=9,1>");
        await Server.SendAsync("#<record><err=unknown command>", "#<dial><ok>");
        await dialling;
    }

    [Fact]
    [Requirement("W8")]
    public async Task Responses_go_to_the_requests_in_their_order_with_notices_between_them()
    {
        var first = Client.DialAsync("9,1");
        await Server.ExpectAsync("!<dial><addr=9,1>");
        var second = Client.GetCallInformationAsync(7);
        await Server.ExpectAsync("?<call_info=7>");
        var third = Client.DialAsync("9,3");
        await Server.ExpectAsync("!<dial><addr=9,3>");
        await Server.SendAsync("#<dial><err=dial in progress>", "#<uid=107><call=1><serial=3><end>", "#<call_info=7><not_completed>", "#<dial><ok>");
        await Assert.ThrowsAsync<NetTapiRefusedException>(() => first);
        Assert.Equal(new CallNotCompleted(7), await second);
        await third;
    }

    [Fact]
    [Requirement("Q2")]
    public async Task Call_information_collects_its_messages()
    {
        var asking = Client.GetCallInformationAsync(1, "144");
        await Server.ExpectAsync("?<call_info=1><uid=144>");
        await Server.SendAsync(
            "#<call_info=1><call_type=O><start_time=2006/02/27@15:04:03><duration=0:00:58><ring_time=0:05><hold_time=0:00><job_code=J1><note=late>",
            "#<call_info=1><party=1><voice_type=S><device_index=144><party_number=144><party_name=Jim Bryant><duration=0:00:58><ring_time=0:00>",
            "#<call_info=1><party=2><voice_type=L><device_index=1><party_number=9728441111><party_name=Unknown><duration=0:00:53><ring_time=0:05>",
            "#<call_info=1><recording_file=/rec/1.wav>",
            "#<call_info=1><end>");
        var call = Assert.IsType<CallInformation>(await asking);
        Assert.Equal((1, false, new DateTime(2006, 2, 27, 15, 4, 3)), (call.Serial, call.IsIncoming, call.StartTime));
        Assert.Equal((TimeSpan.FromSeconds(58), TimeSpan.FromSeconds(5), TimeSpan.Zero), (call.Duration, call.RingTime, call.HoldTime));
        Assert.Equal(("J1", "late"), (call.JobCode, call.Note));
        Assert.Equal(new CallParty(false, 144, "144", "Jim Bryant", TimeSpan.FromSeconds(58), TimeSpan.Zero), call.Parties[0]);
        Assert.Equal(new CallParty(true, 1, "9728441111", "Unknown", TimeSpan.FromSeconds(53), TimeSpan.FromSeconds(5)), call.Parties[1]);
        Assert.Equal(["/rec/1.wav"], call.Recordings);
    }

    [Fact]
    [Requirement("Q9")]
    public async Task No_such_call_is_a_result_not_an_exception()
    {
        var asking = Client.GetCallInformationAsync(9);
        await Server.ExpectAsync("?<call_info=9>");
        await Server.SendAsync("#<call_info=9><err=no such call>");
        Assert.Equal(new NoSuchCall(9), await asking);
    }

    [Fact]
    public async Task A_request_in_flight_when_the_connection_is_lost_fails_and_is_not_sent_again()
    {
        var dialling = Client.DialAsync("9,1");
        await Server.ExpectAsync("!<dial><addr=9,1>");
        Server.Dispose();
        await Assert.ThrowsAsync<NetTapiConnectionException>(() => dialling);
        await AcceptAsync();
        await Eventually.HoldsAsync(() => Client.IsConnected);

        // The next request is the first thing the new connection hears.
        await Client.RecordAsync();
        await Server.ExpectAsync("!<record>");
    }

    [Fact]
    public async Task What_the_client_does_not_know_is_passed_over()
    {
        var dialling = Client.DialAsync("9,1");
        await Server.SendAsync("#<weather=fine>", "garbage", "#<uid=107><call=x>", "#<dial><ok>");
        await dialling;
    }
}

/// <summary>Responses that do not come, on a clock of the test's own.</summary>
public class RequestTimeoutTests : ClientFixture
{
    private readonly FakeTimeProvider _time = new();

    public override ValueTask InitializeAsync() => LogInAsync(Options with { Time = _time });

    [Fact]
    public async Task A_late_response_fails_its_own_request_and_answers_no_other()
    {
        var first = Client.DialAsync("9,1");
        await Server.ExpectAsync("!<dial><addr=9,1>");
        await Eventually.HoldsAsync(() => first.IsCompleted, meanwhile: () => _time.Advance(Options.RequestTimeout));
        await Assert.ThrowsAsync<NetTapiConnectionException>(() => first);
        var second = Client.DialAsync("9,2");
        await Server.ExpectAsync("!<dial><addr=9,2>");
        await Server.SendAsync("#<dial><ok>", "#<dial><err=invalid number>");
        await Assert.ThrowsAsync<NetTapiRefusedException>(() => second);
    }
}
