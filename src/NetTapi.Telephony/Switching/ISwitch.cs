using System.Collections.Immutable;

namespace NetTapi.Telephony.Switching;

/// <summary>
/// A phone system, built in or connected: typed verbs with typed outcomes. Only on the loop. What happens to calls it reports as
/// facts to an <see cref="ISwitchObserver"/>.
/// </summary>
public interface ISwitch
{
    /// <summary>What this switch can do.</summary>
    SwitchCapabilities Capabilities { get; }

    /// <summary>
    /// Click-to-dial (C2): reserves a line, rings the user's stations, and when one answers places the outside leg.
    /// </summary>
    /// <param name="request">Who dials what.</param>
    /// <param name="completed">Called once, on the loop, before any fact of the new call: at the phone's first provisional response, or with the refusal.</param>
    void Dial(DialRequest request, Action<DialOutcome> completed);

    /// <summary>Starts recording the connected call of a user who is reached by these stations; ignored where there is none (C4).</summary>
    /// <returns>Whether there is one that could.</returns>
    bool StartRecording(ImmutableArray<StationNumber> stations);

    /// <summary>Stops that recording; ignored where there is none (C4).</summary>
    /// <returns>Whether there is one that could.</returns>
    bool StopRecording(ImmutableArray<StationNumber> stations);

    /// <summary>Plays digits (<c>0-9 # *</c>) into the outside leg of the user's connected call, where its gateway allows (C5).</summary>
    /// <returns>Whether there is one that could.</returns>
    bool PlayDtmf(ImmutableArray<StationNumber> stations, string digits);
}

/// <summary>Who is told what a switch sees.</summary>
public interface ISwitchObserver
{
    /// <summary>Takes a fact. Only on the loop.</summary>
    void Report(SwitchFact fact);

    /// <summary>
    /// The name of a station's next recording of a call that goes on, without folder and ending: <c>SERIAL-N-UID</c>, N being the number of the recording in the call. A switch knows neither serials
    /// nor users. Null where the call is not known, and can't be recorded. Only on the loop.
    /// </summary>
    string? NameRecording(CallKey call, StationNumber station) => null;
}

/// <summary>What a switch can do beyond carrying calls.</summary>
[Flags]
public enum SwitchCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Click-to-dial.</summary>
    Dial = 1,

    /// <summary>Recording.</summary>
    Record = 2,

    /// <summary>DTMF into a running call.</summary>
    PlayDtmf = 4,
}

/// <summary>A click-to-dial.</summary>
/// <param name="User">The user who dials, for what his phone shows and for one dial at a time.</param>
/// <param name="Stations">His stations.</param>
/// <param name="TrunkGroup">The trunk group; it exists.</param>
/// <param name="Number">The number, tidied (C1).</param>
public sealed record DialRequest(UserId User, ImmutableArray<StationNumber> Stations, TrunkGroupNumber TrunkGroup, string Number);

/// <summary>What became of a click-to-dial, as far as the switch decides (C3).</summary>
public enum DialOutcome
{
    /// <summary>The phone gave its first provisional response.</summary>
    Ringing,

    /// <summary>No line of the group is free.</summary>
    AllLinesBusy,

    /// <summary>None of the user's stations is registered.</summary>
    NoPhoneRegistered,

    /// <summary>Nothing came from the phone within 2 s, or it refused.</summary>
    PhoneDoesNotAnswer,

    /// <summary>The user is dialling already.</summary>
    DialInProgress,
}
