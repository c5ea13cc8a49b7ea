using System.Collections.Immutable;
using NetTapi.Protocol.Messages;

namespace NetTapi.Client.Connections;

/// <summary>A question about a call: its answer is several messages, with nothing of another response between them (Q2).</summary>
internal sealed class PendingCallInfo(int serial) : PendingRequest("call_info")
{
    private const string NoSuchCallText = "no such call";

    private readonly TaskCompletionSource<CallInformationResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableArray<CallParty>.Builder _parties = ImmutableArray.CreateBuilder<CallParty>();
    private readonly ImmutableArray<string>.Builder _recordings = ImmutableArray.CreateBuilder<string>();
    private CallInfoSummary? _summary;

    /// <summary>The answer; a refusal other than "no such call" is an exception.</summary>
    public Task<CallInformationResult> Answer => _answer.Task;

    public override Reception Offer(ServerMessage message)
    {
        switch (message)
        {
            case Refused { Error: NoSuchCallText } refused when IsMine(refused.Head):
                return Complete(new NoSuchCall(serial));
            case Refused refused when IsMine(refused.Head):
                Fail(new NetTapiRefusedException(Verb, refused.Error));
                return Reception.Complete;
            case CallInfoNotCompleted:
                return Complete(new CallNotCompleted(serial));
            case CallInfoSummary summary:
                _summary = summary;
                return Reception.More;
            case CallInfoParty party:
                _parties.Add(new(party.IsLine, party.DeviceIndex, party.PartyNumber, party.PartyName, party.Duration, party.RingTime));
                return Reception.More;
            case CallInfoRecording recording:
                _recordings.Add(recording.File);
                return Reception.More;
            case CallInfoEnd:
                return CompleteWhole();
            default:
                return Reception.NotMine;
        }
    }

    public override void Fail(Exception exception) => _answer.TrySetException(exception);

    private Reception CompleteWhole()
    {
        if (_summary is null)
        {
            Fail(new NetTapiConnectionException("the server's call information has no beginning"));
            return Reception.Complete;
        }

        return Complete(new CallInformation(serial)
        {
            IsIncoming = _summary.IsIncoming,
            StartTime = _summary.StartTime,
            Duration = _summary.Duration,
            RingTime = _summary.RingTime,
            HoldTime = _summary.HoldTime,
            JobCode = _summary.JobCode,
            Note = _summary.Note,
            Parties = _parties.DrainToImmutable(),
            Recordings = _recordings.DrainToImmutable(),
        });
    }

    private Reception Complete(CallInformationResult result)
    {
        _answer.TrySetResult(result);
        return Reception.Complete;
    }
}
