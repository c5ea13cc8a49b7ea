using System.Buffers;
using CsCheck;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Tests.Torture;

namespace NetTapi.Sip.Tests.Messages;

/// <summary>Whatever comes in: the parser never throws, never takes more memory than the input is worth, and what it takes it can write again.</summary>
public class ParserFuzzTests
{
    private static readonly byte[][] Seeds = [.. SampleMessages.All, .. TortureMessages.Names.Select(TortureMessages.Bytes)];

    private static readonly Gen<byte[]> Mutated = Mutations.Of(Seeds);

    [Fact]
    public void Mutated_messages_are_taken_or_refused_and_cost_no_more_than_they_weigh() =>
        Mutated.Sample(
            data =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                if (!SipParser.TryParse(data, out var message, out var fault)) fault!.Answer("tag");
                else ReadAllViews(message);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated < 100_000 + (100L * data.Length), $"{allocated} bytes for {data.Length}");
            },
            iter: 10_000,
            print: Convert.ToBase64String);

    [Fact]
    public void A_message_that_was_taken_is_the_same_when_written_and_read_again() =>
        Mutated.Sample(
            data =>
            {
                if (!SipParser.TryParse(data, out var message, out _)) return;
                Assert.True(SipParser.TryParse(SipWriter.ToArray(message), out var again, out var fault), fault?.ToString());
                Assert.Equal(message.StartLine, again.StartLine);
                Assert.Equal(Told(message), Told(again));
                Assert.True(message.Body.Span.SequenceEqual(again.Body.Span));
            },
            iter: 10_000,
            print: Convert.ToBase64String);

    [Fact]
    public void A_stream_of_anything_is_cut_or_broken_and_never_stands_still() =>
        Mutated.Sample(
            data =>
            {
                var framer = new StreamFramer();
                var buffer = new ReadOnlySequence<byte>(data);
                var length = buffer.Length;
                while (framer.Read(ref buffer, out _) is FrameStatus.Message or FrameStatus.Ping)
                {
                    Assert.True(buffer.Length < length);
                    length = buffer.Length;
                }
            },
            iter: 10_000,
            print: Convert.ToBase64String);

    [Fact]
    public void Each_beginning_of_each_message_is_handled()
    {
        foreach (var seed in Seeds)
            for (var length = 0; length < seed.Length; length++)
                if (SipParser.TryParse(seed.AsMemory(0, length), out var message, out var fault)) ReadAllViews(message);
                else fault!.Answer("tag");
    }

    private static void ReadAllViews(SipMessage message)
    {
        _ = (message.TopVia, message.From, message.To, message.CSeq, message.Contacts, message.Routes, message.RecordRoutes, message.Path);
        _ = (message.AssertedIdentities, message.Privacy, message.MaxForwards, message.Expires, message.ContentType, message.Supported, message.Require, message.Accept);
        _ = AuthenticationValue.Of(message, HeaderNames.Authorization);
        if (!SessionDescription.TryParse(message.Body.Span, out var description)) return;
        _ = (AudioEndpoint.Of(description), description.Origin, description.ToString());
    }

    private static string[] Told(SipMessage message) =>
        [.. message.Headers.Where(header => !header.Is(HeaderNames.ContentLength)).Select(header => header.ToString())];
}
