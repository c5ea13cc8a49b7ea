namespace NetTapi.Switch.Calls;

/// <summary>What keeps a call alive in which only one party is left: a park place, a conference room, an attendant, a transfer under way. On the loop.</summary>
internal interface ICallHost
{
    /// <summary>What the party hears for so long.</summary>
    LoneSound Sound { get; }

    /// <summary>Whether it is for any number of parties, and stays when some of them go.</summary>
    bool IsRoom => false;

    /// <summary>Whether a caller may be left with it by who has only asked it.</summary>
    bool TakesAnyone => false;

    /// <summary>Another party is about to be connected.</summary>
    void OnJoining(Call call, Leg leg)
    {
        // Few have something to say before.
    }

    /// <summary>Another party is connected; it is for the host to let the call go.</summary>
    void OnJoined(Call call, Leg leg);

    /// <summary>Another party has taken the place of the one it kept, by a transfer: it goes on with that one.</summary>
    void OnSucceeded(Call call)
    {
        // Most do not care whom they keep.
    }

    /// <summary>All but one have gone.</summary>
    /// <param name="call">The call.</param>
    /// <param name="gone">The last of them.</param>
    void OnAlone(Call call, Leg gone)
    {
        // Whoever is kept is kept.
    }

    /// <summary>The party pressed a key.</summary>
    void OnDigit(Call call, Leg leg, char digit)
    {
        // Most have no use for keys.
    }

    /// <summary>Whoever was rung for the party can't be had.</summary>
    /// <returns>Whether the host has found another way; else the party is told.</returns>
    bool OnRefused(Call call, Refusal refusal) => false;

    /// <summary>The call is over, became part of another, or has another host: this one is none of its any more.</summary>
    void OnGone(Call call);
}
