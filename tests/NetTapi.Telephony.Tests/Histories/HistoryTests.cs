using CsCheck;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>
/// Whole days of an office, generated: many calls at once, several users in one, transfers, hold, parking, mergers, coming back, giving up, ends in any order, facts told twice, records late, notices
/// handed over late, sessions that come and go, a directory that changes. One that fails is shrunk and printed with its seed; <c>CsCheck_Seed</c> repeats it.
/// </summary>
[Requirement("N4")]
[Requirement("N5")]
[Requirement("N6")]
[Requirement("N7")]
[Requirement("N8")]
[Requirement("N9")]
[Requirement("N10")]
[Requirement("N11")]
[Requirement("N12")]
[Requirement("Q4")]
[Requirement("Q5")]
[Requirement("Q10")]
public class HistoryTests
{
    private const int Histories = 1_000;

    [Fact]
    public void Any_history_is_told_and_recorded_as_the_model_says() => History.Any.Sample(
        history =>
        {
            var run = new HistoryRun(history);
            run.Live();
            run.End();
        },
        iter: Histories);

    [Fact]
    public void On_a_prompt_disk_notices_come_in_the_order_of_the_events() => History.OnPromptDisk.Sample(
        history =>
        {
            var run = new HistoryRun(history);
            run.Live();
            run.End();
            run.CheckOrder();
        },
        iter: Histories);

    [Fact]
    [Requirement("N13")]
    public void After_a_crash_at_any_moment_every_end_that_was_seen_has_its_record_and_no_call_is_open() => History.Any.Sample(
        history =>
        {
            var run = new HistoryRun(history);
            run.Live();
            var next = Restart(run);
            foreach (var (uid, serial) in run.Model.Watchers.SelectMany(watcher => watcher.Watcher.Auditor.Ended)) Assert.NotNull(next.Record(serial, uid));
            foreach (var told in run.Office.Store.Stays.Values)
            {
                var after = next.Record(told.Serial.Value, told.User.Value);
                if (after.Visit == told.Visit) Assert.Equal(HistoryRun.Text(told), HistoryRun.Text(after));
            }

            Assert.DoesNotContain(next.Store.Calls.Values, call => call.Ended is null);
            var watcher = next.Watching("107");
            next.Report(Facts.Arrived("after", 0), Facts.Offered("after", 0, 107));
            Assert.DoesNotContain(watcher.Heard.Single(), run.Model.Calls.Select(call => Wire.In("107", 1, call.Serial)));
        },
        iter: Histories / 2);

    [Fact]
    [Requirement("N13")]
    public void After_a_crash_calls_are_closed_with_the_figures_of_the_last_fact_on_disk() => History.Any.Sample(
        history =>
        {
            var run = new HistoryRun(history);
            run.Live();
            run.Office.Loop.RunUntilIdle();
            var next = Restart(run);
            foreach (var call in run.Model.Live)
            {
                foreach (var uid in call.InCall)
                    Assert.Equal(call.Record(uid, call.Visits[uid], call.LastChange), HistoryRun.Text(next.Record(call.Serial, uid)));
            }
        },
        iter: Histories / 2);

    private static TestOffice Restart(HistoryRun run)
    {
        var next = new TestOffice(run.Office.Store.AfterCrash());
        next.Book.Recover([.. next.Store.Calls.Values.Where(call => call.Ended is null)], [.. next.Store.Stays.Values]);
        next.Settle();
        return next;
    }
}
