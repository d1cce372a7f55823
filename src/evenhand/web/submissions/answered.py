"""What the files of a year's questions are called, and how their answers are keyed."""

QUESTIONS, ANSWERS = "questions.json", "answers.json"
REJECTED = "rejected.csv"
# The answer with which last year's way of reading is left aside.
FORGET = "forget"
# Before the key of what is read as somebody says, whether it was asked or not.
CORRECTION = "correction|"
# Between a question's key and how many times it has been asked.
AGAIN = "#again"
