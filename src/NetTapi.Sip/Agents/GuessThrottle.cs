using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using NetTapi.Loop;

namespace NetTapi.Sip.Agents;

/// <summary>Bounds of <see cref="GuessThrottle"/>.</summary>
public sealed record GuessThrottleOptions
{
    /// <summary>How many wrong passwords an address may send in one window; default 10.</summary>
    public int Failures { get; init; } = 10;

    /// <summary>How long an address is remembered from its first failure; default 1 minute.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many addresses are remembered at once; default 10,000. Beyond, all unknown addresses share one account.</summary>
    public int Addresses { get; init; } = 10_000;
}

/// <summary>
/// Slows down whoever guesses passwords: after some failures nothing an address claims is looked at until its window has passed. IPv6 addresses are
/// counted by their /64, which is what one guesser has. On the loop.
/// </summary>
public sealed class GuessThrottle(IControlLoop loop, GuessThrottleOptions options)
{
    private readonly Dictionary<UInt128, Account> _accounts = [];

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _accounts.Count;

    /// <summary>Whether nothing from this address is to be looked at, and for how long still.</summary>
    public bool IsBlocked(IPAddress address, out TimeSpan left)
    {
        left = TimeSpan.Zero;
        if (!_accounts.TryGetValue(KeyFor(address), out var account) || account.Failures < options.Failures) return false;
        left = account.EndsAt - loop.Now.Monotonic;
        return left > TimeSpan.Zero;
    }

    /// <summary>A wrong password came from this address.</summary>
    /// <returns>Whether it was the one too many: from now on nothing from there is looked at.</returns>
    public bool Failed(IPAddress address)
    {
        var key = KeyFor(address);
        if (!_accounts.TryGetValue(key, out var account))
        {
            account = new Account(loop.Now.Monotonic + options.Window);
            _accounts.Add(key, account);
            loop.Schedule(options.Window, Forget, key);
        }

        return ++account.Failures == options.Failures;
    }

    private void Forget(UInt128 key) => _accounts.Remove(key);

    private UInt128 KeyFor(IPAddress address)
    {
        var key = Key(address);
        return _accounts.Count < options.Addresses || _accounts.ContainsKey(key) ? key : UInt128.Zero;
    }

    private static UInt128 Key(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        var isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6;
        if (isIPv6) bytes[8..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private sealed class Account(TimeSpan endsAt)
    {
        public TimeSpan EndsAt { get; } = endsAt;

        public int Failures { get; set; }
    }
}
