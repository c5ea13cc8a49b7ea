using NetTapi.Telephony;

namespace NetTapi.Server.Sessions;

/// <summary>
/// The users of the latest <c>end</c> notices sent to one session (Q8): which user an application means that asks for a call it was just told is over.
/// Bounded: of older ones nothing is known, and the further rules of Q8 decide. Safe for use from several threads.
/// </summary>
internal sealed class EndedCalls(int capacity)
{
    private readonly Lock _gate = new();
    private readonly List<(Serial Serial, UserId User)> _latest = [];
    private int _oldest;

    /// <summary>Remembers that a call has ended for a user.</summary>
    public void Add(Serial serial, UserId user)
    {
        lock (_gate)
        {
            if (_latest.Count < capacity)
            {
                _latest.Add((serial, user));
                return;
            }
            _latest[_oldest] = (serial, user);
            _oldest = (_oldest + 1) % capacity;
        }
    }

    /// <summary>The user of the latest <c>end</c> for a call, or null.</summary>
    public UserId? LatestUserOf(Serial serial)
    {
        lock (_gate)
        {
            for (int age = 1; age <= _latest.Count; age++)
            {
                (Serial ended, UserId user) = _latest[(_oldest + _latest.Count - age) % _latest.Count];
                if (ended == serial) return user;
            }
            return null;
        }
    }
}
