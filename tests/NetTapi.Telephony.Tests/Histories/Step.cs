using CsCheck;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>
/// One step of a generated history: after a wait something is tried, on whatever is there to be tried on, with what the numbers choose. Numbers, so that any step fits any situation and a history
/// shrinks to fewer and smaller ones.
/// </summary>
internal sealed record Step(int Wait, int What, int Call, int Who)
{
    /// <summary>Waits in milliseconds: often none at all, so that much happens at one instant.</summary>
    private static readonly int[] Waits = [0, 0, 0, 1, 100, 249, 250, 251, 900, 1000, 5000, 61_000];

    public static readonly Gen<Step> Any = Gen.Select(
        Gen.Int[0, Waits.Length - 1], Gen.Int[0, 99], Gen.Int[0, 7], Gen.Int[0, 99], (wait, what, call, who) => new Step(Waits[wait], what, call, who));
}

/// <summary>What disk, sessions and the world do in one run.</summary>
/// <param name="Steps">What the world does.</param>
/// <param name="DiskDelays">How long each write takes, in turn and over again: milliseconds. One that takes seconds is a disk that refuses and is tried again.</param>
/// <param name="HandOverDelays">How long each end notice takes to be handed over.</param>
/// <param name="FileDelays">How long each recording's file takes to be closed.</param>
internal sealed record History(Step[] Steps, int[] DiskDelays, int[] HandOverDelays, int[] FileDelays)
{
    private static readonly int[] Slow = [0, 0, 1, 20, 249, 250, 251, 3000];
    private static readonly int[] SlowFiles = [0, 1, 20, 300, 6000];
    private static readonly int[] Prompt = [0, 0, 1, 20];

    /// <summary>Any disk.</summary>
    public static readonly Gen<History> Any = Of(Slow);

    /// <summary>A disk that is always quicker than a start notice is patient (N12).</summary>
    public static readonly Gen<History> OnPromptDisk = Of(Prompt);

    public override string ToString() =>
        $"Disk [{string.Join(", ", DiskDelays)}], handing over [{string.Join(", ", HandOverDelays)}], files [{string.Join(", ", FileDelays)}]\n  {string.Join("\n  ", Steps.Select(step => step.ToString()))}";

    private static Gen<History> Of(int[] disk) => Gen.Select(
        Step.Any.Array[0, 80], OneOf(disk).Array[1, 6], OneOf([0, 0, 10, 2000]).Array[1, 4], OneOf(disk == Prompt ? Prompt : SlowFiles).Array[1, 4],
        (steps, writes, handing, files) => new History(steps, writes, handing, files));

    private static Gen<int> OneOf(int[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
