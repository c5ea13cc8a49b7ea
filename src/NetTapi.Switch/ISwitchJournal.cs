using System.Net;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch;

/// <summary>Told what an administrator should know of and no fact says: for the log and the counters. On the loop; must return at once.</summary>
public interface ISwitchJournal
{
    /// <summary>Nothing came from a party for too long.</summary>
    /// <param name="call">The call.</param>
    /// <param name="party">The party.</param>
    /// <param name="limit">For how long.</param>
    /// <param name="isEnded">Whether it is ended for that, or kept.</param>
    void MediaLost(CallKey call, Endpoint party, TimeSpan limit, bool isEnded)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A prompt of a script of the auto-attendant can't be played; callers go without it.</summary>
    void PromptMissing(string script, string file)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>The announcement that a call is recorded can't be played; the recording goes on without it.</summary>
    void AnnouncementMissing(string file)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A recording ended before its time: the disk is full, or fails. The call goes on.</summary>
    void RecordingFailed(string file, string reason)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A recording has holes: the disk took it too slowly for a while. The rest is where it belongs.</summary>
    /// <param name="file">The file.</param>
    /// <param name="lost">How much sound is missing, of both sides together.</param>
    void RecordingHasHoles(string file, TimeSpan lost)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A phone registered that was not before.</summary>
    /// <param name="station">Its station.</param>
    /// <param name="from">Where it is.</param>
    void PhoneRegistered(StationNumber station, IPEndPoint from)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A phone is registered no longer.</summary>
    /// <param name="station">Its station.</param>
    /// <param name="from">Where it was.</param>
    /// <param name="why">Why.</param>
    /// <param name="isLast">Whether the station has no other.</param>
    void PhoneGone(StationNumber station, IPEndPoint from, PhoneLoss why, bool isLast)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A phone was not let in, to register or to call.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="station">Whose phone it says it is; null where there is no such station.</param>
    /// <param name="why">Why.</param>
    void PhoneRefused(IPEndPoint from, StationNumber? station, PhoneRefusal why)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>So many wrong passwords came from an address that nothing from there is looked at for a while.</summary>
    void GuesserBlocked(IPAddress from)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call came from an address that is no gateway's and from which no phone is registered; it was asked for a phone's password.</summary>
    void StrangerCalled(IPEndPoint from)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call from outside was refused because all lines of its gateway are in use.</summary>
    void GatewayFull(string gateway)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call from outside was refused because no route leads on from the number dialled.</summary>
    /// <param name="gateway">Where it came from.</param>
    /// <param name="dialled">Digits with an optional leading <c>+</c>; empty where the call named no number.</param>
    void RouteMissing(string gateway, string dialled)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call to the outside was refused because no line of its trunk group, or of those it overflows to, can be had.</summary>
    /// <param name="group">The group dialled.</param>
    /// <param name="isDown">Whether that is because every gateway there is down.</param>
    void TrunkGroupFull(TrunkGroupNumber group, bool isDown)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A party could not be connected because no port for media is free.</summary>
    void MediaPortsExhausted()
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A gateway can be called from now on, or no longer; told once for each change, at first, and again where it stays down for another reason.</summary>
    /// <param name="gateway">Its name.</param>
    /// <param name="isUp">Whether it can.</param>
    /// <param name="reason">How that is known, in words.</param>
    void GatewayChanged(string gateway, bool isUp, string reason)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A gateway is none of the directory's any more, or need not be watched.</summary>
    void GatewayForgotten(string gateway)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call could not be placed on a line, for a reason that is the gateway's and not the called party's.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="line">The line.</param>
    /// <param name="reason">What is wrong, in words of ours or as a status.</param>
    /// <param name="isTriedElsewhere">Whether the call is tried on another line.</param>
    void LineFailed(string gateway, LineNumber line, string reason, bool isTriedElsewhere)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>Somebody calls for help.</summary>
    /// <param name="number">The emergency number.</param>
    /// <param name="station">Whose phone dialled; null where none did.</param>
    /// <param name="line">The line taken.</param>
    void EmergencyDialled(string number, StationNumber? station, LineNumber line)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>Somebody calls for help and reaches nobody.</summary>
    /// <param name="number">The emergency number.</param>
    /// <param name="station">Whose phone dialled; null where none did.</param>
    /// <param name="isUnsent">Whether no line could be had at all; else each that was tried led nowhere.</param>
    void EmergencyFailed(string number, StationNumber? station, bool isUnsent)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call was ended because a call for help needed its line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="call">The call; null where it was a click-to-dial whose phone was not answered yet.</param>
    void LineTakenForEmergency(LineNumber line, CallKey? call)
    {
        // Not everybody keeps a journal.
    }
}

/// <summary>Why a phone is registered no longer.</summary>
public enum PhoneLoss
{
    /// <summary>It said so itself.</summary>
    SignedOff,

    /// <summary>Its time ran out: it is off, or can't reach us.</summary>
    NotRenewed,

    /// <summary>The connection it registered by broke.</summary>
    ConnectionLost,
}

/// <summary>Why a phone was not let in.</summary>
public enum PhoneRefusal
{
    /// <summary>Its password is wrong, or there is no such station.</summary>
    WrongPassword,

    /// <summary>Its password is for another realm.</summary>
    OtherRealm,

    /// <summary>It wants to register as another than it logs in as.</summary>
    OtherUser,
}

/// <summary>What becomes of a call from one of whose parties nothing comes any more.</summary>
public enum MediaTimeoutAction
{
    /// <summary>The party is hung up.</summary>
    End,

    /// <summary>It is only said so.</summary>
    Keep,
}
