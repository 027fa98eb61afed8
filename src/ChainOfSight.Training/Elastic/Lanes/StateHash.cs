using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChainOfSight.Training.Steps;
using ChainOfSight.Training.Steps.Models;

namespace ChainOfSight.Training.Elastic;

/// <summary>Hash of all that training changes: weights, f32 masters, moments, counts, and where the stage stands. On the lane's thread only.</summary>
internal static class StateHash
{
    public static string Of(StageModel model, StageOptimizer optimizer, int stageIndex, long nextStep)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var scope = NewDisposeScope();
        Add(stageIndex);
        Add(nextStep);
        Add(optimizer.Updates);
        foreach (var parameter in model.Trained)
        {
            AddTensor(parameter.Name, parameter.Value);
        }

        foreach (var (name, tensor) in optimizer.State().OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            AddTensor(name, tensor);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(long number)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }

        void AddTensor(string name, Tensor tensor)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            var bytes = BitChecks.Host(tensor).bytes;
            Add(bytes.Length);
            hash.AppendData(bytes);
        }
    }
}
