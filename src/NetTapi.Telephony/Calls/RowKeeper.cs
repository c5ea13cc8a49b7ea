using NetTapi.Loop;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Calls;

/// <summary>
/// Has the rows of calls written: at the beginning and the end of a call at once, in between a moment after it changed, with what changed meanwhile. Most changes come several at once, and each row
/// holds all that is known of its call; what a crash loses by that is its last moment (N13).
/// </summary>
internal sealed class RowKeeper(IControlLoop loop, ICallStore store)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>A call has begun, or is over, or the row of one that is over lacks no file any more.</summary>
    public void Now(Call call, LoopInstant at)
    {
        call.RowDue?.Cancel();
        store.SaveCall(call.Row(at));
    }

    /// <summary>A running call has changed.</summary>
    public void Changed(Call call, LoopInstant at)
    {
        call.Changed = at;
        if (call.RowDue is not { IsPending: true }) call.RowDue = loop.ScheduleRoughly(Moment, Moment, () => Write(call));
    }

    private void Write(Call call) => store.SaveCall(call.Row(call.Changed));
}
