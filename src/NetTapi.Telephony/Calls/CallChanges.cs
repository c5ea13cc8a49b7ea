using NetTapi.Loop;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>What a fact about one call changes in it, whom it lets in or out, and which events that makes. A fact that changes nothing makes none.</summary>
internal sealed class CallChanges(StayKeeper stays, CallEventStream events)
{
    private delegate CallEvent EventMaker(EventId id, LoopInstant at, Call call, Endpoint? who);

    /// <summary>Takes the fact a call is born with.</summary>
    public static void Begin(Call call, CallFact birth)
    {
        switch (birth)
        {
            case OutsideCallArrived arrived:
                call.Arrive(arrived);
                call.Timeline.Add(arrived.At, "arrived", new LineEndpoint(arrived.Line));
                break;
            case StationCallBegan began:
                call.Connect(began.Station, began.At);
                call.Timeline.Add(began.At, "began", new StationEndpoint(began.Station));
                break;
        }
    }

    /// <summary>Takes any later fact but an end and a merger.</summary>
    public void Apply(Call call, CallFact fact)
    {
        switch (fact)
        {
            case StationOffered offered when call.Offer(offered.Station, offered.At) is { } party:
                OnOffered(call, party, offered.At);
                break;
            case StationConnected connected when call.Connect(connected.Station, connected.At) is { } party:
                OnConnected(call, party, connected.At);
                break;
            case LinePlaced placed when call.Place(placed):
                OnPlaced(call, placed);
                break;
            case LineConnected connected when call.Connect(connected.Line, connected.At):
                Tell(call, connected.At, "answered", new LineEndpoint(connected.Line), static (id, at, c, who) => new Answered(id, at, c.Serial, c.Slot, who!));
                break;
            case StationReplaced replaced:
                OnReplaced(call, replaced);
                break;
            case StationLeft left:
                Leave(call, new StationEndpoint(left.Station), left.At);
                break;
            case LineLeft left:
                Leave(call, new LineEndpoint(left.Line), left.At);
                break;
            default:
                ApplyFeature(call, fact);
                break;
        }
    }

    /// <summary>Parties that came over from a call that merged into this one (N8).</summary>
    public void TakeOver(Call call, IEnumerable<Party> parties, LoopInstant at)
    {
        foreach (var party in parties)
        {
            if (party.IsConnected) OnConnected(call, party, at);
            else OnOffered(call, party, at);
        }

        if (call.Parker is { } parker) OpenStay(call, parker, at);
    }

    private void ApplyFeature(Call call, CallFact fact)
    {
        switch (fact)
        {
            case PartyHeld held when call.Hold(held.By, held.At):
                Tell(call, held.At, "held", held.By, static (id, at, c, _) => new Held(id, at, c.Serial, c.Slot));
                break;
            case PartyResumed resumed when call.Resume(resumed.By, resumed.At):
                Tell(call, resumed.At, "resumed", resumed.By, static (id, at, c, _) => new Resumed(id, at, c.Serial, c.Slot));
                break;
            case CallParked parked:
                if (call.Park(parked.Parker, parked.At)) Tell(call, parked.At, "parked", new StationEndpoint(parked.Parker), static (id, at, c, _) => new Held(id, at, c.Serial, c.Slot));
                CloseForsaken(call, parked.At);
                break;
            case CallRetrieved retrieved:
                if (call.Retrieve(retrieved.By, retrieved.At)) Tell(call, retrieved.At, "retrieved", retrieved.By is { } by ? new StationEndpoint(by) : null, static (id, at, c, _) => new Resumed(id, at, c.Serial, c.Slot));
                CloseForsaken(call, retrieved.At);
                break;
            case RecordingStarted started when call.Recordings.Begin(started.File, started.Station):
                Tell(call, started.At, "recording", new StationEndpoint(started.Station), (id, at, c, _) => new RecordingBegan(id, at, c.Serial, c.Slot, started.File));
                break;
            case RecordingFinished finished when stays.Finish(call, finished.File, finished.IsThere):
                Tell(call, finished.At, "recorded", new StationEndpoint(finished.Station), (id, at, c, _) => new RecordingEnded(id, at, c.Serial, c.Slot, finished.File));
                break;
        }
    }

    /// <summary>The leaver before the joiner (N12), but one user's own two stations the other way round: he never left.</summary>
    private void OnReplaced(Call call, StationReplaced replaced)
    {
        var isOneUser = call.UserAt(replaced.Leaving) is { } user && call.UserAt(replaced.Joining) == user;
        if (!isOneUser) Leave(call, new StationEndpoint(replaced.Leaving), replaced.At);
        if (call.Connect(replaced.Joining, replaced.At) is { } party) OnConnected(call, party, replaced.At);
        if (isOneUser) Leave(call, new StationEndpoint(replaced.Leaving), replaced.At);
    }

    private void OnOffered(Call call, Party party, LoopInstant at)
    {
        Tell(call, at, "offered", party.Endpoint, static (id, at, c, who) => new Offered(id, at, c.Serial, c.Slot, who!));
        OpenStay(call, party.User, at);
    }

    private void OnConnected(Call call, Party party, LoopInstant at)
    {
        Tell(call, at, "answered", party.Endpoint, static (id, at, c, who) => new Answered(id, at, c.Serial, c.Slot, who!));
        OpenStay(call, party.User, at);
    }

    private void OnPlaced(Call call, LinePlaced placed)
    {
        Tell(call, placed.At, "placed", new LineEndpoint(placed.Line), static (id, at, c, who) => new Offered(id, at, c.Serial, c.Slot, who!));
        foreach (var user in call.Users().ToArray()) OpenStay(call, user, placed.At);
    }

    /// <summary>Ends the stays of those whom nothing keeps in the call any more.</summary>
    private void CloseForsaken(Call call, LoopInstant at)
    {
        foreach (var user in call.Stays.Keys.Where(user => !call.HasUser(user)).ToArray()) stays.Close(call, user, at);
    }

    private void OpenStay(Call call, UserId? user, LoopInstant at)
    {
        if (call.IsOutside && user is { } known) stays.Open(call, known, at);
    }

    private void Leave(Call call, Endpoint endpoint, LoopInstant at)
    {
        if (call.Leave(endpoint, at) is not { } party) return;
        call.Timeline.Add(at, "left", endpoint);
        if (party.User is { } user && !call.HasUser(user)) stays.Close(call, user, at);
    }

    private void Tell(Call call, LoopInstant at, string what, Endpoint? who, EventMaker make)
    {
        call.Timeline.Add(at, what, who);
        events.Publish(id => make(id, at, call, who));
    }
}
